//! Write dray modules in Rust.
//!
//! A module is a function that reads and changes one run's request, field by
//! field, and says what becomes of the run:
//!
//! ```
//! use dray_guest::{event, request, Result};
//!
//! dray_guest::transform!(transform);
//!
//! fn transform() -> Result<()> {
//!     let who: String = event("/trigger/by/user/email")?;
//!     request::set_body("/parameters/requested_by", who)
//! }
//! ```
//!
//! Places are JSON Pointers (RFC 6901) into dray's document: `/request/…` can be
//! changed, `/event/…`, `/run/…` and `/config/…` only read. [`get`] and [`set`]
//! take any of them; [`request`], [`event`](fn@event), [`config`](fn@config) and
//! [`run`] are short forms of those two.

#![warn(missing_docs)]

mod abi;
mod document;
mod entry;
mod error;
pub mod json;
pub mod log;
mod outcome;
pub mod request;
pub mod run;
mod text;

pub use document::{config, escape, event, get, pointer, remove, set};
pub use error::{Error, ErrorKind, Result};
pub use json::{FromJson, Json, Null, ToJson};
pub use outcome::{IntoOutcome, Outcome};

#[doc(hidden)]
pub use entry::{configure_with, transform_with};

/// Makes a module of a function: exports what dray looks for.
///
/// `transform!(f)` takes a function or closure without arguments, which returns
/// anything that is [`IntoOutcome`]: `()`, [`Outcome`], or a `Result` of either.
///
/// `transform!(configure => transform)` reads the configuration first, once an
/// instance. What `configure` returns, `transform` gets by reference. An `Err`
/// of `configure` refuses the configuration, with the error as the reason.
///
/// ```
/// use dray_guest::{config, request, Result};
///
/// dray_guest::transform!(team => transform);
///
/// fn team() -> Result<String> {
///     config("/team")
/// }
///
/// fn transform(team: &String) -> Result<()> {
///     request::set_body("/parameters/team", team)
/// }
/// ```
#[macro_export]
macro_rules! transform {
    ($configure:expr => $transform:expr) => {
        #[export_name = "dray_abi_1"]
        extern "C" fn dray_abi_1() {}

        #[export_name = "configure"]
        extern "C" fn dray_configure() -> i32 {
            $crate::configure_with($configure, $transform)
        }

        #[export_name = "transform"]
        extern "C" fn dray_transform() -> i32 {
            $crate::transform_with($configure, $transform)
        }
    };
    ($transform:expr) => {
        $crate::transform!(|| Ok::<(), $crate::Error>(()) => |_: &()| $transform());
    };
}
