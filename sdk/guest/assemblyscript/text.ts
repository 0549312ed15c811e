// JSON strings, quoted and unquoted, and numbers.

/** The text as a JSON string. */
export function quote(text: string): string {
  let length = 0;
  for (let i = 0; i < text.length; i++) length += widthOf(text.charCodeAt(i));
  if (length == text.length) return '"' + text + '"';

  const quoted = new StaticArray<u16>(length + 2);
  let at = 0;
  quoted[at++] = 0x22;
  for (let i = 0; i < text.length; i++) at = put(quoted, at, text.charCodeAt(i));
  quoted[at++] = 0x22;
  return made(quoted, at);
}

/** How many characters c is in a JSON string. */
function widthOf(c: i32): i32 {
  if (c == 0x22 || c == 0x5c) return 2;
  return c < 0x20 ? 6 : 1;
}

function put(out: StaticArray<u16>, at: i32, c: i32): i32 {
  const width = widthOf(c);
  if (width > 1) out[at++] = 0x5c;
  if (width == 6) {
    out[at++] = 0x75; // u
    out[at++] = 0x30;
    out[at++] = 0x30;
    out[at++] = <u16>(0x30 + (c >> 4));
    c = c & 15;
    c += c < 10 ? 0x30 : 0x57;
  }
  out[at++] = <u16>c;
  return at;
}

function made(units: StaticArray<u16>, length: i32): string {
  return String.UTF16.decodeUnsafe(changetype<usize>(units), <usize>length << 1);
}

/** The text of a JSON string, null if it is another value. */
export function unquote(json: string): string | null {
  const end = json.length - 1;
  if (end < 1 || json.charCodeAt(0) != 0x22) return null;
  if (json.indexOf("\\") < 0) return json.substring(1, end);

  const text = new StaticArray<u16>(end);
  let length = 0;
  for (let i = 1; i < end; i++) {
    let c = json.charCodeAt(i);
    if (c == 0x5c) {
      c = json.charCodeAt(++i);
      if (c == 0x75) {
        c = hex4(json, i + 1);
        i += 4;
      } else {
        c = unescape(c);
      }
    }
    text[length++] = <u16>c;
  }
  return made(text, length);
}

function unescape(c: i32): i32 {
  switch (c) {
    case 0x62: return 0x08; // b
    case 0x66: return 0x0c; // f
    case 0x6e: return 0x0a; // n
    case 0x72: return 0x0d; // r
    case 0x74: return 0x09; // t
    default: return c;
  }
}

function hex4(json: string, at: i32): i32 {
  let unit = 0;
  for (let i = at; i < at + 4; i++) {
    const c = json.charCodeAt(i);
    unit = (unit << 4) + (c & 15) + (c > 0x39 ? 9 : 0);
  }
  return unit;
}

/** The texts of a JSON list of strings, null if it is another value. */
export function unquoteList(json: string): string[] | null {
  if (json.charCodeAt(0) != 0x5b) return null;
  const list: string[] = [];
  let at = skip(json, 1);
  while (json.charCodeAt(at) != 0x5d) {
    const end = endOfString(json, at);
    const text = unquote(json.substring(at, end));
    if (text === null) return null;
    list.push(text);
    at = skip(json, end);
  }
  return list;
}

/** The next place that is neither white space nor a comma. */
function skip(json: string, at: i32): i32 {
  while (at < json.length) {
    const c = json.charCodeAt(at);
    if (c > 0x20 && c != 0x2c) break;
    at++;
  }
  return at;
}

/** The place behind the string that begins at the given one. */
function endOfString(json: string, at: i32): i32 {
  for (let i = at + 1; i < json.length; i++) {
    const c = json.charCodeAt(i);
    if (c == 0x22) return i + 1;
    if (c == 0x5c) i++;
  }
  return json.length;
}
