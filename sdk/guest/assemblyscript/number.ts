/** Whether JSON text is an integer without fraction or exponent, of 64 bits. */
export function isInt(json: string): bool {
  const minus = json.charCodeAt(0) == 0x2d;
  const first = i32(minus);
  const digits = json.length - first;
  if (digits < 1 || digits > 19) return false;
  for (let i = first; i < json.length; i++) {
    const c = json.charCodeAt(i);
    if (c < 0x30 || c > 0x39) return false;
  }
  // 19 digits fit 64 bits without a sign.
  return U64.parseInt(json.substring(first), 10) <= <u64>i64.MAX_VALUE + u64(minus);
}

/** Whether JSON text is a number that a float can hold. */
export function isFloat(json: string): bool {
  const c = json.charCodeAt(0);
  return (c == 0x2d || (c >= 0x30 && c <= 0x39)) && isFinite(parseFloat(json));
}

/** The JSON text of a finite float. */
export function spellFloat(value: f64): string {
  const text = value.toString();
  return text.endsWith(".0") ? text.substring(0, text.length - 2) : text;
}
