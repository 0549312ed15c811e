import * as log from "./log";

/**
 * What `throw` and a failed assertion come to: a line in the log and a trap, after
 * which dray's `on_trap` says what becomes of the run. Asked for by asconfig.json.
 */
export function abort(message: string | null, file: string | null, line: u32, column: u32): void {
  const what = message === null ? "aborted" : message;
  const where = file === null ? "" : " at " + file + ":" + line.toString() + ":" + column.toString();
  log.error(what + where);
  unreachable();
}
