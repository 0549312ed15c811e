import { Outcome, carryOn, drop, event, fail, failed, log, retry } from "dray-guest";

/** The cases about what becomes of the run, and those that have no code. */
export function outcomes(name: string): Outcome {
  if (name == "logs") {
    log.debug("a debug line");
    log.info("an info line");
    log.warn("a warn line");
    log.error('an error line: "é"');
    return carryOn();
  }
  if (name == "error") {
    const required = event.getString("/required");
    return required === null ? failed() : drop(required);
  }
  if (name == "drop") return drop(event.getString("/why")!);
  if (name == "fail") return fail(event.getString("/why")!);
  if (name == "retry") return retry(event.getString("/why")!);
  return fail(name);
}
