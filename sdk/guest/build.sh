#!/usr/bin/env bash
# Builds the module in a folder to one .wasm file, whatever its language:
#   sdk/guest/build.sh wasm-examples/slug-rewrite slug-rewrite.wasm
# The README of each language's SDK says what it takes.
set -euo pipefail
here=$(dirname "$0")

# What imports the Go SDK is a library for dray to call; other Go is a WASI command.
go_module() {
	local mode=exe
	if grep -qE '"github.com/drayhq/dray/sdk/guest/go"' "$1"/*.go; then mode=c-shared; fi
	GOOS=wasip1 GOARCH=wasm go build -C "$1" -buildmode=$mode -trimpath -ldflags='-s -w' -o "$(realpath -m "$2")" .
}

# What lies in the folder tells the language.
if [ -f "$1/Cargo.toml" ]; then
	"$here/rust/build.sh" "$1" "$2"
elif [ -f "$1/package.json" ]; then
	"$here/assemblyscript/build.sh" "$1" "$2"
elif compgen -G "$1/*.c" >/dev/null; then
	"$here/c/build.sh" "$1" "$2"
elif compgen -G "$1/*.go" >/dev/null; then
	go_module "$1" "$2"
else
	echo "$1: no Cargo.toml, package.json, .c or .go file, so it is not known how to build it" >&2
	exit 1
fi
chmod 644 "$2"
