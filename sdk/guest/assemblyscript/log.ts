// Lines in dray's log. Each carries the module's name and the run's id.
import { address, log } from "./host";
import { utf8 } from "./utf8";

/** Logs at debug. */
export function debug(message: string): void {
  write(-4, message);
}

/** Logs at info. */
export function info(message: string): void {
  write(0, message);
}

/** Logs at warn. */
export function warn(message: string): void {
  write(4, message);
}

/** Logs at error. */
export function error(message: string): void {
  write(8, message);
}

function write(level: i32, message: string): void {
  const text = utf8(message);
  log(level, address(text), text.byteLength);
}
