import { Code, keep } from "./error";
import { spend } from "./heap";
import { address, get, remove, set } from "./host";
import { isFloat, isInt, spellFloat } from "./number";
import { quote, unquote, unquoteList } from "./text";
import { text, utf8 } from "./utf8";

/** Most values fit, and are read without a second call. */
const FIRST_BUFFER: i32 = 512;
const firstBuffer: usize = memory.data(512);

/**
 * Reads below a place. Where there is nothing, or another type, strings, lists
 * and JSON are null, other values what was given as `otherwise`; `lastError`
 * says which it was.
 */
export class Reader {
  constructor(
    /** The JSON Pointer of the place; "" is the whole document. */
    readonly root: string,
  ) {}

  /** The JSON text as it is: numbers stay as they are spelled. */
  getJSON(pointer: string): string | null {
    pointer = this.root + pointer;
    const name = utf8(pointer);
    const length = get(address(name), name.byteLength, firstBuffer, FIRST_BUFFER);
    if (length < 0) {
      keep(length, pointer);
      return null;
    }
    keep(Code.None, pointer);
    spend(length);
    if (length <= FIRST_BUFFER) return text(firstBuffer, length);
    const long = new ArrayBuffer(length);
    get(address(name), name.byteLength, address(long), length);
    return text(address(long), length);
  }

  /** A string. */
  getString(pointer: string): string | null {
    const json = this.getJSON(pointer);
    if (json === null) return null;
    const value = unquote(json);
    if (value === null) this.wrongType(pointer);
    return value;
  }

  /** A list of strings. */
  getStrings(pointer: string): string[] | null {
    const json = this.getJSON(pointer);
    if (json === null) return null;
    const list = unquoteList(json);
    if (list === null) this.wrongType(pointer);
    return list;
  }

  /** An integer, without fraction or exponent. */
  getInt(pointer: string, otherwise: i64 = 0): i64 {
    const json = this.getJSON(pointer);
    if (json === null) return otherwise;
    if (isInt(json)) return I64.parseInt(json, 10);
    this.wrongType(pointer);
    return otherwise;
  }

  /** A number. */
  getFloat(pointer: string, otherwise: f64 = 0): f64 {
    const json = this.getJSON(pointer);
    if (json === null) return otherwise;
    if (isFloat(json)) return parseFloat(json);
    this.wrongType(pointer);
    return otherwise;
  }

  /** True or false. */
  getBool(pointer: string, otherwise: bool = false): bool {
    const json = this.getJSON(pointer);
    if (json === null) return otherwise;
    if (json == "true") return true;
    if (json == "false") return false;
    this.wrongType(pointer);
    return otherwise;
  }

  protected wrongType(pointer: string): bool {
    return keep(Code.Type, this.root + pointer);
  }
}

/**
 * Reads and writes below a place. What writes is true if that went well, else
 * `lastError` says why not. Missing parents are made; a last token of `-` appends
 * to a list.
 */
export class Place extends Reader {
  /** Sets JSON text as it is. */
  setJSON(pointer: string, json: string): bool {
    pointer = this.root + pointer;
    const name = utf8(pointer);
    const value = utf8(json);
    spend(value.byteLength);
    return keep(set(address(name), name.byteLength, address(value), value.byteLength), pointer);
  }

  /** Sets a string. */
  setString(pointer: string, value: string): bool {
    return this.setJSON(pointer, quote(value));
  }

  /** Sets a list of strings. */
  setStrings(pointer: string, values: string[]): bool {
    const quoted = new Array<string>(values.length);
    for (let i = 0; i < values.length; i++) quoted[i] = quote(values[i]);
    return this.setJSON(pointer, "[" + quoted.join(",") + "]");
  }

  /** Sets an integer. */
  setInt(pointer: string, value: i64): bool {
    return this.setJSON(pointer, value.toString());
  }

  /** Sets a number; infinity and NaN are none in JSON. */
  setFloat(pointer: string, value: f64): bool {
    if (!isFinite(value)) return this.wrongType(pointer);
    return this.setJSON(pointer, spellFloat(value));
  }

  /** Sets true or false. */
  setBool(pointer: string, value: bool): bool {
    return this.setJSON(pointer, value ? "true" : "false");
  }

  /** Sets null. A null body sends none. */
  setNull(pointer: string): bool {
    return this.setJSON(pointer, "null");
  }

  /** Removes a value. It is no error when there is nothing. */
  remove(pointer: string): bool {
    pointer = this.root + pointer;
    const name = utf8(pointer);
    return keep(remove(address(name), name.byteLength), pointer);
  }
}

/** The whole document: `document.getString("/request/method")`. */
export const document = new Place("");

/** The event: `event.getString("/payload/properties/branch")`. */
export const event = new Reader("/event");

/** The module's configuration: `config.getString("/team")`. */
export const config = new Reader("/config");
