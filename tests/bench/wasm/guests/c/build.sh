#!/bin/sh
# Builds the guests in C: NAME.c to NAME.wasm, in the folder $1 (here by default).
# Needs Debian's clang and lld.
set -eu
cd "$(dirname "$0")"
out=${1:-.}
for source in *.c; do
	name=${source%.c}
	clang --target=wasm32 -O2 -mbulk-memory -nostdlib -c "$source" -o "$out/$name.o"
	wasm-ld --no-entry -z stack-size=65536 --strip-all "$out/$name.o" -o "$out/$name.wasm"
	rm "$out/$name.o"
done
