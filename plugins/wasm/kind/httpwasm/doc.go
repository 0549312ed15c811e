// Package httpwasm is the kind of module that speaks http-wasm's handler ABI, as
// modules written for Traefik or Dapr do: handle_request and the host module
// http_handler (https://http-wasm.io/http-handler-abi/). There is a request only:
// handle_response is never called.
//
// The package may import plugins/wasm/{document,host}, sdk and the standard library.
package httpwasm
