#!/usr/bin/env bash
# Builds the module in a folder by its package-lock.json, which pins the compiler and
# so the bytes:
#   sdk/guest/assemblyscript/build.sh wasm-examples/deploy-policy deploy-policy.wasm
set -euo pipefail
wasm=$(realpath -m "$2")
cd "$1"

if ! command -v npm >/dev/null; then
	echo "npm is missing: install Node.js 20 or later" >&2
	exit 1
fi
npm ci --silent --prefer-offline --no-audit --no-fund
npx asc index.ts --config node_modules/dray-guest/asconfig.json -o "$(realpath --relative-to=. "$wasm")"
