//! The run that is under way.

use crate::document::get;
use crate::error::Result;

/// Port's id of the run, such as `r_3fKq2`.
pub fn id() -> Result<String> {
    get("/run/id")
}

/// Which attempt this is, from 1.
pub fn attempt() -> Result<i64> {
    get("/run/attempt")
}

/// The Kafka topic of the event.
pub fn topic() -> Result<String> {
    get("/run/topic")
}

/// When the attempt began, in RFC 3339.
pub fn now() -> Result<String> {
    get("/run/now")
}
