use dray_guest::{request, Json, Null, Result};

use crate::{error_name, out};

pub fn method_and_url() -> Result<()> {
    out("method", request::method()? + "-X")?;
    request::set_method("PUT")?;
    request::set_url(&(request::url()? + "/x"))
}

pub fn headers() -> Result<()> {
    out("first", request::header("x-many")?)?;
    out("all", request::headers("X-MANY")?)?;
    out("one", request::headers("x-one")?)?;
    out("none", error_name(request::header("X-None")))?;
    request::set_header("X-New", "n")?;
    request::set_header("X-Pair", ["p", "q"])?;
    request::remove_header("x-old")
}

pub fn sensitive_headers() -> Result<()> {
    out("token", error_name(request::header("circle-token")))?;
    out("signature", error_name(request::header("X-Port-Signature")))?;
    request::set_header("Circle-Token", "changed-token")?;
    request::remove_header("authorization")
}

pub fn query() -> Result<()> {
    out("first", request::query("many")?)?;
    out("all", request::queries("many")?)?;
    out("none", error_name(request::query("none")))?;
    request::set_query("a/b", "x&y")?;
    request::set_query("pair", ["p", "q"])?;
    request::remove_query("old")
}

pub fn body() -> Result<()> {
    let branch: String = request::body("/branch")?;
    request::set_body("/branch", branch + "-x")?;
    request::set_body("/parameters/n", 1)?;
    request::remove_body("/old")?;
    request::set_body("", request::body::<Json>("")?)
}

pub fn no_body() -> Result<()> {
    request::set_body("", Null)
}
