use dray_guest::{event, get, log, Outcome, Result};

/// The cases that are about what becomes of the run.
pub fn of(case: String) -> Result<Outcome> {
    Ok(match case.as_str() {
        "drop" => Outcome::drop(event::<String>("/why")?),
        "fail" => Outcome::fail(event::<String>("/why")?),
        "retry" => Outcome::retry(event::<String>("/why")?),
        "error" => Outcome::drop(get::<String>("/event/required")?),
        "logs" => {
            log::debug("a debug line");
            log::info("an info line");
            log::warn("a warn line");
            log::error("an error line: \"é\"");
            Outcome::Continue
        }
        _ => Outcome::fail(case),
    })
}
