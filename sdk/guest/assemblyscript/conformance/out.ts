import { Code, document, lastError } from "dray-guest";

/** Where a case leaves what it found. */
export const OUT = "/request/body/out";

/** Sets a string at …/out and the pointer. */
export function outString(pointer: string, value: string): void {
  document.setString(OUT + pointer, value);
}

/** Sets at …/out and the pointer the name of the last error. */
export function outError(pointer: string): void {
  outString(pointer, errorName(lastError()));
}

function errorName(code: Code): string {
  switch (code) {
    case Code.None: return "none";
    case Code.Absent: return "absent";
    case Code.BadPointer: return "bad-pointer";
    case Code.NotAllowed: return "not-allowed";
    case Code.Limit: return "limit";
    default: return "type";
  }
}
