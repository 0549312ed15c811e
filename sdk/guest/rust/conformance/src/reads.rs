use dray_guest::{config, event, get, pointer, remove, run, set, Json, Result};

use crate::{error_name, out, out_error};

pub fn strings() -> Result<()> {
    out("text", get::<String>("/event/text")?)?;
    out("empty", get::<String>("/event/empty")?)
}

pub fn escapes() -> Result<()> {
    let text: String = get("/event/text")?;
    out("text", &text)?;
    out("length", text.len())?;
    out("own", "\"\\/\u{1}\t\n\u{7f}é\u{2028}\u{1f600}")
}

pub fn ints() -> Result<()> {
    for name in ["a", "b", "c", "d"] {
        out(name, event::<i64>(&format!("/{name}"))?)?;
    }
    Ok(())
}

pub fn floats() -> Result<()> {
    out("a", 2.0 * get::<f64>("/event/a")?)?;
    out("b", get::<f64>("/event/b")?)
}

pub fn bools() -> Result<()> {
    out("yes", !get::<bool>("/event/yes")?)?;
    out("no", !get::<bool>("/event/no")?)
}

pub fn lists() -> Result<()> {
    let mut list: Vec<String> = get("/event/list")?;
    list.reverse();
    out("list", list)?;
    out("none", get::<Vec<String>>("/event/none")?)
}

pub fn verbatim() -> Result<()> {
    set("/request/body/out", get::<Json>("/event/numbers")?)
}

pub fn absent_and_null() -> Result<()> {
    out_error::<String>("absent", "/event/nothing")?;
    out_error::<String>("deep", "/event/no/such/place")?;
    out_error::<String>("beyond", "/event/list/7")?;
    out_error::<String>("null", "/event/null")?;
    out("raw", get::<Json>("/event/null")?)
}

pub fn wrong_types() -> Result<()> {
    out_error::<String>("string", "/event/number")?;
    out_error::<i64>("int", "/event/text")?;
    out_error::<i64>("half", "/event/half")?;
    out_error::<i64>("large", "/event/large")?;
    out_error::<f64>("float", "/event/text")?;
    out_error::<bool>("bool", "/event/number")?;
    out_error::<Vec<String>>("list", "/event/mixed")
}

pub fn long() -> Result<()> {
    let long = get::<String>("/event/seed")?.repeat(1000);
    set("/request/body/long", &long)?;
    let back: String = get("/request/body/long")?;
    out("same", back == long)?;
    out("length", back.len())?;
    remove("/request/body/long")
}

pub fn pointer_escapes() -> Result<()> {
    let found: String = get(&pointer(&["event", "a/b~c", "~1"]))?;
    set(&pointer(&["request", "body", "out", "m~/n"]), found)
}

pub fn run() -> Result<()> {
    out("id", run::id()?)?;
    out("attempt", run::attempt()?)?;
    out("topic", run::topic()?)?;
    out("now", run::now()?)
}

pub fn event_and_config() -> Result<()> {
    out("event", event::<String>("/a/b")?)?;
    out("team", config::<String>("/team")?)?;
    out("size", config::<i64>("/size")?)?;
    out("nothing", error_name(config::<String>("/nothing")))
}
