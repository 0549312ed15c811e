import { describe } from "./error";
import { address, reason } from "./host";
import { utf8 } from "./utf8";

/** What `transform` and `configure` return. */
export type Outcome = i32;

/** The run goes on to the next step. */
export function carryOn(): Outcome {
  return 0;
}

/** Drops the run: nothing is sent, and that is right so. Says why. */
export function drop(why: string): Outcome {
  return because(why, 1);
}

/** Fails the run. Says why. */
export function fail(why: string): Outcome {
  return because(why, 2);
}

/** Has the run tried again, with the route's backoff. Says why. */
export function retry(why: string): Outcome {
  return because(why, 3);
}

/** Fails the run with the last error, its pointer and what was wrong there. */
export function failed(): Outcome {
  return fail(describe());
}

/** For `configure`: takes the configuration. */
export function accept(): Outcome {
  return 0;
}

/** For `configure`: refuses the configuration. Says why. */
export function refuse(why: string): Outcome {
  return because(why, 1);
}

function because(why: string, outcome: Outcome): Outcome {
  const text = utf8(why);
  reason(address(text), text.byteLength);
  return outcome;
}
