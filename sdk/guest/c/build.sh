#!/usr/bin/env bash
# Builds the C files of a module's folder to one .wasm file, with the same bytes in
# any folder:
#   sdk/guest/c/build.sh wasm-examples/slug-rewrite slug-rewrite.wasm
#
# Wants clang and lld of Debian 12, 14.0.6; others make a module that works as well,
# of other bytes. In two steps, for clang would have wasm-opt change what it links.
set -euo pipefail
module=$(realpath "$1") wasm=$(realpath -m "$2")
cd "$(dirname "$0")/../../.."

if ! command -v clang >/dev/null || ! command -v wasm-ld >/dev/null; then
	echo "clang or wasm-ld is missing; on Debian: apt-get install clang lld" >&2
	exit 1
fi
objects=$(mktemp -d)
trap 'rm -rf "$objects"' EXIT

for source in "$module"/*.c; do
	clang --target=wasm32 -O2 -mbulk-memory -nostdlib -Wall -Wextra -I sdk/guest/c \
		-c "$(realpath --relative-to=. "$source")" -o "$objects/$(basename "$source" .c).o"
done
wasm-ld --no-entry -z stack-size=65536 --strip-all "$objects"/*.o -o "$wasm"
