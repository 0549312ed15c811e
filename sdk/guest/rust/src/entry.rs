//! What the exports of `transform!` call.

use std::cell::Cell;
use std::fmt::Display;
use std::ptr::null;

use crate::outcome::IntoOutcome;
use crate::{abi, log};

/// What `configure` returned, kept for the life of the instance. The host calls
/// an instance from one thread at a time.
struct State(Cell<*const ()>);

unsafe impl Sync for State {}

static STATE: State = State(Cell::new(null()));

/// Not 0 if the configuration is refused. Takes `transform` too, so that both
/// see one type of state.
pub fn configure_with<S, E: Display, O: IntoOutcome>(
    configure: fn() -> Result<S, E>,
    _: fn(&S) -> O,
) -> i32 {
    std::panic::set_hook(Box::new(|panic| log::error(&panic.to_string())));
    match configure() {
        Ok(state) => {
            STATE.0.set(Box::into_raw(Box::new(state)) as *const ());
            0
        }
        Err(error) => {
            abi::reason(&error.to_string());
            1
        }
    }
}

/// The result of `transform` in dray ABI 1.
pub fn transform_with<S, E: Display, O: IntoOutcome>(
    configure: fn() -> Result<S, E>,
    transform: fn(&S) -> O,
) -> i32 {
    if STATE.0.get().is_null() && configure_with(configure, transform) != 0 {
        return 2;
    }
    // Safe: it was set by configure_with, for the same S.
    let state = unsafe { &*(STATE.0.get() as *const S) };
    let outcome = transform(state).into_outcome();
    let (code, reason) = outcome.code();
    if code != 0 {
        abi::reason(reason);
    }
    code
}
