//! Lines in dray's log. Each carries the module's name and the run's id.

use crate::abi;

/// Logs at debug.
pub fn debug(message: &str) {
    abi::log(-4, message)
}

/// Logs at info.
pub fn info(message: &str) {
    abi::log(0, message)
}

/// Logs at warn.
pub fn warn(message: &str) {
    abi::log(4, message)
}

/// Logs at error.
pub fn error(message: &str) {
    abi::log(8, message)
}
