#!/bin/sh
# build.sh [--check] [DIR]: builds guests without an SDK, DIR/NAME.c to DIR/NAME.wasm
# (here by default). With --check it builds them aside, and exits 1 when one has other
# bytes than the committed one. Needs Debian's clang and lld.
set -eu
check=
if [ "${1:-}" = --check ]; then
	check=yes
	shift
fi
cd "${1:-$(dirname "$0")}"
aside=$(mktemp -d)
trap 'rm -rf "$aside"' EXIT
for source in *.c; do
	name=${source%.c}
	clang --target=wasm32 -O2 -mbulk-memory -nostdlib -c "$source" -o "$aside/$name.o"
	wasm-ld --no-entry -z stack-size=65536 --strip-all "$aside/$name.o" -o "$aside/$name.wasm"
	chmod 644 "$aside/$name.wasm"
	if [ -n "$check" ]; then
		cmp "$name.wasm" "$aside/$name.wasm"
	else
		mv "$aside/$name.wasm" "$name.wasm"
	fi
done
