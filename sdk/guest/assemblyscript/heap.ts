/** Bytes that are read and written between two collections. */
const PERIOD: i32 = 256 << 10;

/** What the small objects of one call to the host take, about. */
const CALL: i32 = 64;

let spent: i32 = 0;

/**
 * Counts what has become garbage soon. AssemblyScript's collector waits until the
 * heap has doubled, which after one large value is more than a module may have.
 */
export function spend(bytes: i32): void {
  spent += CALL + bytes;
  if (spent > PERIOD) {
    spent = 0;
    __collect();
  }
}
