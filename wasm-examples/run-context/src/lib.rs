//! Adds the run's id and who asked for it as pipeline parameters.

use dray_guest::{config, event, log, pointer, request, run, Result};

dray_guest::transform!(configure => transform);

/// The parameters' names; an empty one leaves the parameter out.
struct Names {
    run_id: String,
    requester: String,
}

fn configure() -> Result<Names> {
    Ok(Names {
        run_id: name("/run_id", "port_run_id")?,
        requester: name("/requester", "requested_by")?,
    })
}

fn name(pointer: &str, default: &str) -> Result<String> {
    Ok(config::<Option<String>>(pointer)?.unwrap_or_else(|| default.to_string()))
}

fn transform(names: &Names) -> Result<()> {
    add(&names.run_id, &run::id()?)?;
    match event::<Option<String>>("/trigger/by/user/email")? {
        Some(email) => add(&names.requester, &email),
        None => {
            log::debug("the event names no user with an email address");
            Ok(())
        }
    }
}

/// A change-log event has no run, and so no id.
fn add(name: &str, value: &str) -> Result<()> {
    if name.is_empty() || value.is_empty() {
        return Ok(());
    }
    request::set_body(&pointer(&["parameters", name]), value)
}
