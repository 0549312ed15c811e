use std::fmt::Display;

/// What becomes of the run after this module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// On to the next step.
    Continue,
    /// Nothing is sent, and that is right so. Says why.
    Drop(String),
    /// The run fails. Says why.
    Fail(String),
    /// The run is tried again, with the route's backoff. Says why.
    Retry(String),
}

impl Outcome {
    /// Drops the run.
    pub fn drop(reason: impl Into<String>) -> Outcome {
        Outcome::Drop(reason.into())
    }

    /// Fails the run.
    pub fn fail(reason: impl Into<String>) -> Outcome {
        Outcome::Fail(reason.into())
    }

    /// Has the run tried again.
    pub fn retry(reason: impl Into<String>) -> Outcome {
        Outcome::Retry(reason.into())
    }

    /// The result of `transform` in dray ABI 1, and the reason.
    pub(crate) fn code(&self) -> (i32, &str) {
        match self {
            Outcome::Continue => (0, ""),
            Outcome::Drop(reason) => (1, reason),
            Outcome::Fail(reason) => (2, reason),
            Outcome::Retry(reason) => (3, reason),
        }
    }
}

/// What a module's function may return. An `Err` fails the run, with the error
/// as the reason.
pub trait IntoOutcome {
    /// What becomes of the run.
    fn into_outcome(self) -> Outcome;
}

impl IntoOutcome for Outcome {
    fn into_outcome(self) -> Outcome {
        self
    }
}

impl IntoOutcome for () {
    fn into_outcome(self) -> Outcome {
        Outcome::Continue
    }
}

impl<T: IntoOutcome, E: Display> IntoOutcome for Result<T, E> {
    fn into_outcome(self) -> Outcome {
        match self {
            Ok(value) => value.into_outcome(),
            Err(error) => Outcome::Fail(error.to_string()),
        }
    }
}
