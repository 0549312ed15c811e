// The host's functions, dray ABI 1. Addresses and lengths are in bytes.

// @ts-ignore: decorator
@external("dray", "get")
export declare function get(pointer: usize, length: i32, buffer: usize, capacity: i32): i32;

// @ts-ignore: decorator
@external("dray", "set")
export declare function set(pointer: usize, length: i32, json: usize, jsonLength: i32): i32;

// @ts-ignore: decorator
@external("dray", "remove")
export declare function remove(pointer: usize, length: i32): i32;

// @ts-ignore: decorator
@external("dray", "log")
export declare function log(level: i32, message: usize, length: i32): void;

// @ts-ignore: decorator
@external("dray", "reason")
export declare function reason(message: usize, length: i32): void;

/** Where the bytes are. */
// @ts-ignore: decorator
@inline
export function address(bytes: ArrayBuffer): usize {
  return changetype<usize>(bytes);
}
