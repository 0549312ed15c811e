/** How a call went. */
export enum Code {
  /** Well. */
  None = 0,
  /** There is nothing at the pointer. */
  Absent = -1,
  /** Not a JSON Pointer, or one that leads through a string, number or bool. */
  BadPointer = -2,
  /** The place can't be changed, or is a sensitive header, which can't be read. */
  NotAllowed = -3,
  /** The value is larger than the module may write. */
  Limit = -4,
  /** Not the type that was asked for, or that the place takes, or not JSON. */
  Type = -5,
}

let code: Code = Code.None;
let place: string = "";

/** How the last read, set or remove went. */
export function lastError(): Code {
  return code;
}

/** The pointer of the last read, set or remove. */
export function lastPointer(): string {
  return place;
}

/** Keeps how a call went; true if well. */
export function keep(result: i32, pointer: string): bool {
  code = result;
  place = pointer;
  return result == 0;
}

/** The last error in words. */
export function describe(): string {
  return place + ": " + words();
}

function words(): string {
  switch (code) {
    case Code.Absent: return "there is nothing there";
    case Code.BadPointer: return "not a pointer to a place in the document";
    case Code.NotAllowed: return "a module may not do that there";
    case Code.Limit: return "over the limit of what a module may write";
    case Code.Type: return "not of the type that is wanted there";
    default: return "nothing went wrong there";
  }
}
