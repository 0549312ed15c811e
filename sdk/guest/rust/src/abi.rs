//! The host's functions, dray ABI 1. Nothing else here is unsafe but the state
//! in `entry`.

#[cfg(target_arch = "wasm32")]
mod host {
    #[link(wasm_import_module = "dray")]
    extern "C" {
        pub fn get(pointer: *const u8, len: usize, buf: *mut u8, cap: usize) -> i32;
        pub fn set(pointer: *const u8, len: usize, json: *const u8, json_len: usize) -> i32;
        pub fn remove(pointer: *const u8, len: usize) -> i32;
        pub fn log(level: i32, message: *const u8, len: usize);
        pub fn reason(message: *const u8, len: usize);
    }
}

/// Off wasm there is no host: everything is absent, so that a module's own
/// `cargo test` links.
#[cfg(not(target_arch = "wasm32"))]
mod host {
    pub unsafe fn get(_: *const u8, _: usize, _: *mut u8, _: usize) -> i32 {
        -1
    }
    pub unsafe fn set(_: *const u8, _: usize, _: *const u8, _: usize) -> i32 {
        -1
    }
    pub unsafe fn remove(_: *const u8, _: usize) -> i32 {
        -1
    }
    pub unsafe fn log(_: i32, _: *const u8, _: usize) {}
    pub unsafe fn reason(_: *const u8, _: usize) {}
}

/// The value's length, or below zero an error's code. `buf` holds the value only
/// if it is that long.
pub fn get(pointer: &str, buf: &mut [u8]) -> i32 {
    unsafe { host::get(pointer.as_ptr(), pointer.len(), buf.as_mut_ptr(), buf.len()) }
}

pub fn set(pointer: &str, json: &str) -> i32 {
    unsafe { host::set(pointer.as_ptr(), pointer.len(), json.as_ptr(), json.len()) }
}

pub fn remove(pointer: &str) -> i32 {
    unsafe { host::remove(pointer.as_ptr(), pointer.len()) }
}

pub fn log(level: i32, message: &str) {
    unsafe { host::log(level, message.as_ptr(), message.len()) }
}

pub fn reason(message: &str) {
    unsafe { host::reason(message.as_ptr(), message.len()) }
}
