//! The request that will be sent. What isn't touched stays as it is.

use crate::document::{below, get, member, remove, set};
use crate::error::{ErrorKind, Result};
use crate::json::{FromJson, ToJson};

const HEADERS: &str = "/request/headers";
const QUERY: &str = "/request/query";
const BODY: &str = "/request/body";

/// The method, such as `POST`.
pub fn method() -> Result<String> {
    get("/request/method")
}

/// Sets the method.
pub fn set_method(method: &str) -> Result<()> {
    set("/request/method", method)
}

/// The URL, without the query that [`query`] reads.
pub fn url() -> Result<String> {
    get("/request/url")
}

/// Sets the URL. Its scheme, host and port have to stay, or be allowed by the
/// configuration.
pub fn set_url(url: &str) -> Result<()> {
    set("/request/url", url)
}

/// The first value of a header; names are case-insensitive.
pub fn header(name: &str) -> Result<String> {
    first(&member(HEADERS, name))
}

/// All values of a header.
pub fn headers(name: &str) -> Result<Vec<String>> {
    all(&member(HEADERS, name))
}

/// Sets a header: a string, or a list of strings.
pub fn set_header(name: &str, value: impl ToJson) -> Result<()> {
    set(&member(HEADERS, name), value)
}

/// Removes a header.
pub fn remove_header(name: &str) -> Result<()> {
    remove(&member(HEADERS, name))
}

/// The first value of a query parameter.
pub fn query(name: &str) -> Result<String> {
    first(&member(QUERY, name))
}

/// All values of a query parameter.
pub fn queries(name: &str) -> Result<Vec<String>> {
    all(&member(QUERY, name))
}

/// Sets a query parameter: a string, or a list of strings.
pub fn set_query(name: &str, value: impl ToJson) -> Result<()> {
    set(&member(QUERY, name), value)
}

/// Removes a query parameter.
pub fn remove_query(name: &str) -> Result<()> {
    remove(&member(QUERY, name))
}

/// Reads from the body: `body("/parameters/branch")`, or `body("")` for the whole.
pub fn body<T: FromJson>(pointer: &str) -> Result<T> {
    get(&below(BODY, pointer))
}

/// Sets a value in the body, or with `""` the whole of it.
pub fn set_body(pointer: &str, value: impl ToJson) -> Result<()> {
    set(&below(BODY, pointer), value)
}

/// Removes a value from the body.
pub fn remove_body(pointer: &str) -> Result<()> {
    remove(&below(BODY, pointer))
}

/// A header or query parameter is a string, or a list of them.
enum Values {
    One(String),
    Many(Vec<String>),
}

impl FromJson for Values {
    fn from_json(json: &str) -> std::result::Result<Self, ErrorKind> {
        if json.starts_with('[') {
            return FromJson::from_json(json).map(Values::Many);
        }
        FromJson::from_json(json).map(Values::One)
    }
}

fn first(pointer: &str) -> Result<String> {
    match get(pointer)? {
        Values::One(value) => Ok(value),
        Values::Many(values) => values
            .into_iter()
            .next()
            .ok_or_else(|| ErrorKind::Absent.at(pointer)),
    }
}

fn all(pointer: &str) -> Result<Vec<String>> {
    Ok(match get(pointer)? {
        Values::One(value) => vec![value],
        Values::Many(values) => values,
    })
}
