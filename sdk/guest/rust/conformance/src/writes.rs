use dray_guest::{remove, set, Json, Null, Result};

use crate::{error_name, out, out_error};

pub fn each() -> Result<()> {
    out("string", "s")?;
    out("int", -7)?;
    out("float", 2.5)?;
    out("bool", true)?;
    out("list", ["a", "b"])?;
    out("raw", Json("{\"k\":[1e400]}"))?;
    out("null", Null)
}

pub fn missing_parents() -> Result<()> {
    set("/request/body/a/b/c", 1)?;
    set("/request/body/null/d", 2)
}

pub fn lists() -> Result<()> {
    set("/request/body/list/-", "c")?;
    set("/request/body/list/1", "B")?;
    remove("/request/body/list/0")
}

pub fn remove_twice() -> Result<()> {
    remove("/request/body/a")?;
    remove("/request/body/a")?;
    remove("/request/body/no/such")
}

pub fn not_allowed() -> Result<()> {
    out("event", error_name(set("/event/a", "x")))?;
    out("run", error_name(set("/run/id", "x")))?;
    out("config", error_name(set("/config/team", "x")))?;
    out("headers", error_name(set("/request/headers", Json("{}"))))?;
    out("remove", error_name(remove("/event/a")))
}

pub fn bad_pointers() -> Result<()> {
    out_error::<Json>("slash", "request/body")?;
    out_error::<Json>("escape", "/event/a~2b")?;
    out_error::<Json>("scalar", "/event/text/x")?;
    out("set", error_name(set("/request/body/text/x", 1)))
}

pub fn wrong_types() -> Result<()> {
    out("method", error_name(set("/request/method", 5)))?;
    out("header", error_name(set("/request/headers/X-A", true)))?;
    out("json", error_name(set("/request/body/x", Json("{\"a\":"))))
}

pub fn limit() -> Result<()> {
    let mut huge = "x".repeat(2 + (2 << 20));
    huge.replace_range(..1, "\"");
    huge.replace_range(huge.len() - 1.., "\"");
    let error = error_name(set("/request/body/huge", Json(&huge)));
    set("/request/body/out", error)
}
