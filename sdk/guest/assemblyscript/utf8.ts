// Text is UTF-16 here and UTF-8 at the host. Most of it is ASCII, which is converted
// four characters at a time: under limits it is the loops' rounds that cost.

const BEYOND_ASCII_16: u64 = 0xff80_ff80_ff80_ff80;
const BEYOND_ASCII_8: u32 = 0x8080_8080;

/** The text in UTF-8; half a surrogate pair becomes U+FFFD. */
export function utf8(text: string): ArrayBuffer {
  const bytes = new ArrayBuffer(text.length);
  const from = changetype<usize>(text);
  const to = changetype<usize>(bytes);
  const length = <usize>text.length;
  let at: usize = 0;
  for (; at + 4 <= length; at += 4) {
    let units = load<u64>(from + (at << 1));
    if (units & BEYOND_ASCII_16) return encode(text);
    units = (units | (units >> 8)) & 0x0000_ffff_0000_ffff;
    store<u32>(to + at, <u32>(units | (units >> 16)));
  }
  for (; at < length; at++) {
    const unit = load<u16>(from + (at << 1));
    if (unit > 0x7f) return encode(text);
    store<u8>(to + at, <u8>unit);
  }
  return bytes;
}

function encode(text: string): ArrayBuffer {
  return String.UTF8.encode(text, false, String.UTF8.ErrorMode.REPLACE);
}

/** The text of UTF-8 in memory. */
export function text(from: usize, length: usize): string {
  const units = new StaticArray<u16>(<i32>length);
  const to = changetype<usize>(units);
  let at: usize = 0;
  for (; at + 4 <= length; at += 4) {
    let bytes = <u64>load<u32>(from + at);
    if (<u32>bytes & BEYOND_ASCII_8) return String.UTF8.decodeUnsafe(from, length);
    bytes = (bytes | (bytes << 16)) & 0x0000_ffff_0000_ffff;
    store<u64>(to + (at << 1), (bytes | (bytes << 8)) & 0x00ff_00ff_00ff_00ff);
  }
  for (; at < length; at++) {
    const byte = load<u8>(from + at);
    if (byte > 0x7f) return String.UTF8.decodeUnsafe(from, length);
    store<u16>(to + (at << 1), <u16>byte);
  }
  return String.UTF16.decodeUnsafe(to, length << 1);
}
