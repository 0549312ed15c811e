// The run that is under way.
import { document } from "./place";

/** Port's id of the run, such as r_3fKq2. */
export function id(): string {
  return text("/run/id");
}

/** Which attempt this is, from 1. */
export function attempt(): i64 {
  return document.getInt("/run/attempt");
}

/** The Kafka topic of the event. */
export function topic(): string {
  return text("/run/topic");
}

/** When the attempt began, in RFC 3339. */
export function now(): string {
  return text("/run/now");
}

function text(pointer: string): string {
  const text = document.getString(pointer);
  return text === null ? "" : text;
}
