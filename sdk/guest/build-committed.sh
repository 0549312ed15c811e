#!/usr/bin/env bash
# Builds the modules that are committed built, each where it lies. With --check it
# builds them aside, and exits 1 when one has other bytes than the committed one.
# The README of each language's SDK says what it takes.
set -euo pipefail
cd "$(dirname "$0")/../.."

mapfile -t modules < <(git ls-files 'sdk/guest/**.wasm' 'wasm-examples/**.wasm')
if [ "${1:-}" != --check ]; then
	for module in "${modules[@]}"; do sdk/guest/build.sh "$(dirname "$module")" "$module"; done
	exit
fi

aside=$(mktemp -d)
trap 'rm -rf "$aside"' EXIT
differ=0
for module in "${modules[@]}"; do
	sdk/guest/build.sh "$(dirname "$module")" "$aside/module.wasm"
	if ! cmp "$module" "$aside/module.wasm" >&2; then differ=1; fi
done
if [ "$differ" = 1 ]; then
	echo "The modules above have other bytes than their sources give: make wasm, and commit them." >&2
	echo "The toolchains have to be those of each SDK's build.sh." >&2
fi
exit "$differ"
