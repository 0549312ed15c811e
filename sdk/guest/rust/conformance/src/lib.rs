//! Does what the cases of tests/guests/cases.json ask, through the SDK.

mod outcomes;
mod reads;
mod requests;
mod writes;

use dray_guest::{config, event, get, set, ErrorKind, FromJson, Outcome, Result, ToJson};

dray_guest::transform!(configure => transform);

fn configure() -> std::result::Result<String, String> {
    if let Ok(why) = config::<String>("/refuse") {
        return Err(why);
    }
    config("/greeting").map_err(|error| error.to_string())
}

fn transform(greeting: &String) -> Result<Outcome> {
    let case: String = event("/case")?;
    let done = match case.as_str() {
        "carry-on" => Ok(()),
        "read-string" => reads::strings(),
        "escapes" => reads::escapes(),
        "read-int" => reads::ints(),
        "read-float" => reads::floats(),
        "read-bool" => reads::bools(),
        "read-list" => reads::lists(),
        "verbatim" => reads::verbatim(),
        "absent-and-null" => reads::absent_and_null(),
        "read-wrong-type" => reads::wrong_types(),
        "long-value" => reads::long(),
        "pointer-escapes" => reads::pointer_escapes(),
        "run" => reads::run(),
        "event-and-config" => reads::event_and_config(),
        "set-each" => writes::each(),
        "missing-parents" => writes::missing_parents(),
        "null-body" => set("/request/body/a", true),
        "lists" => writes::lists(),
        "remove" => writes::remove_twice(),
        "not-allowed" => writes::not_allowed(),
        "bad-pointer" => writes::bad_pointers(),
        "set-wrong-type" => writes::wrong_types(),
        "limit" => writes::limit(),
        "method-and-url" => requests::method_and_url(),
        "headers" => requests::headers(),
        "sensitive-headers" => requests::sensitive_headers(),
        "query" => requests::query(),
        "body" => requests::body(),
        "no-body" => requests::no_body(),
        "configured" => set("/request/body/out", greeting),
        _ => return outcomes::of(case),
    };
    done.map(|()| Outcome::Continue)
}

/// Sets a value at …/out/NAME.
fn out(name: &str, value: impl ToJson) -> Result<()> {
    set(&format!("/request/body/out/{name}"), value)
}

/// The error's name, or none.
fn error_name<T>(result: Result<T>) -> &'static str {
    match result.map_err(|error| error.kind) {
        Ok(_) => "none",
        Err(ErrorKind::Absent) => "absent",
        Err(ErrorKind::BadPointer) => "bad-pointer",
        Err(ErrorKind::NotAllowed) => "not-allowed",
        Err(ErrorKind::Limit) => "limit",
        Err(ErrorKind::Type) => "type",
    }
}

/// Sets at …/out/NAME the error's name of reading a T at the pointer.
fn out_error<T: FromJson>(name: &str, pointer: &str) -> Result<()> {
    out(name, error_name(get::<T>(pointer)))
}
