#!/usr/bin/env bash
# Builds a module's folder to one .wasm file, with the same bytes in any folder:
#   sdk/guest/rust/build.sh wasm-examples/run-context run-context.wasm
#
# Cargo builds the same module, but orders its functions by the path that it is in.
# Wants the rustc of Debian 12, 1.63, with libstd-rust-dev-wasm32 and lld; another
# makes a module that works as well, of other bytes.
set -euo pipefail
module=$(realpath "$1") wasm=$(realpath -m "$2")
cd "$(dirname "$0")/../../.."

rustc=${RUSTC:-/usr/bin/rustc}
if ! sysroot=$("$rustc" --print sysroot) || [ ! -d "$sysroot/lib/rustlib/wasm32-unknown-unknown" ]; then
	echo "$rustc can't build for wasm32; on Debian: apt-get install rustc libstd-rust-dev-wasm32 lld" >&2
	exit 1
fi
objects=$(mktemp -d)
trap 'rm -rf "$objects"' EXIT

# compile TYPE FILE SOURCE [FLAG…]: paths in messages and in panics are relative.
compile() {
	"$rustc" --edition 2021 --target wasm32-unknown-unknown --crate-type "$1" -o "$2" "$3" \
		-C opt-level=s -C codegen-units=1 -C panic=abort -C strip=symbols \
		-C target-feature=+bulk-memory -C link-arg=-zstack-size=65536 "${@:4}"
}

compile rlib "$objects/libdray_guest.rlib" sdk/guest/rust/src/lib.rs --crate-name dray_guest
compile cdylib "$wasm" "$(realpath --relative-to=. "$module/src/lib.rs")" -C lto \
	--crate-name "$(basename "$module" | tr - _)" --extern "dray_guest=$objects/libdray_guest.rlib"
