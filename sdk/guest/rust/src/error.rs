use std::fmt;

/// What [`get`](crate::get), [`set`](crate::set) and the functions on top of
/// them return.
pub type Result<T> = std::result::Result<T, Error>;

/// Why something could not be read, set or removed, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// What is wrong.
    pub kind: ErrorKind,
    /// The JSON Pointer that was asked for.
    pub pointer: String,
}

/// The kinds of [`Error`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// There is nothing at the pointer.
    Absent,
    /// Not a JSON Pointer, or one that leads through a string, number or bool.
    BadPointer,
    /// The place can't be changed, or is a sensitive header, which can't be read.
    NotAllowed,
    /// The value is larger than the module may write.
    Limit,
    /// Not the type that was asked for, or that the place takes, or not JSON.
    Type,
}

impl ErrorKind {
    pub(crate) fn at(self, pointer: &str) -> Error {
        Error {
            kind: self,
            pointer: pointer.to_string(),
        }
    }

    /// The kind of a code below zero, of dray ABI 1.
    pub(crate) fn of(code: i32) -> ErrorKind {
        match code {
            -1 => ErrorKind::Absent,
            -2 => ErrorKind::BadPointer,
            -3 => ErrorKind::NotAllowed,
            -4 => ErrorKind::Limit,
            _ => ErrorKind::Type,
        }
    }

    fn words(self) -> &'static str {
        match self {
            ErrorKind::Absent => "there is nothing there",
            ErrorKind::BadPointer => "not a pointer to a place in the document",
            ErrorKind::NotAllowed => "a module may not do that there",
            ErrorKind::Limit => "over the limit of what a module may write",
            ErrorKind::Type => "not of the type that is wanted there",
        }
    }
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.words())
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.pointer)?;
        f.write_str(": ")?;
        f.write_str(self.kind.words())
    }
}

impl std::error::Error for Error {}
