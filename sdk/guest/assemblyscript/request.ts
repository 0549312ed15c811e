// The request that will be sent. What isn't touched stays as it is.
import { Code, keep, lastPointer } from "./error";
import { Place, document } from "./place";
import { escape } from "./pointer";
import { unquote, unquoteList } from "./text";

/** The body; "" is the whole of it. */
export const body = new Place("/request/body");

/** The method, such as POST. */
export function method(): string | null {
  return document.getString("/request/method");
}

/** Sets the method. */
export function setMethod(value: string): bool {
  return document.setString("/request/method", value);
}

/** The URL, without the query that `query` reads. */
export function url(): string | null {
  return document.getString("/request/url");
}

/** Sets the URL. Scheme, host and port have to stay, or be allowed by the configuration. */
export function setUrl(value: string): bool {
  return document.setString("/request/url", value);
}

/** The first value of a header; names are case-insensitive. */
export function header(name: string): string | null {
  return first(headers(name));
}

/** All values of a header. */
export function headers(name: string): string[] | null {
  return values(headerPlace(name));
}

/** Sets a header. */
export function setHeader(name: string, value: string): bool {
  return document.setString(headerPlace(name), value);
}

/** Sets a header of several values. */
export function setHeaders(name: string, values: string[]): bool {
  return document.setStrings(headerPlace(name), values);
}

/** Removes a header. */
export function removeHeader(name: string): bool {
  return document.remove(headerPlace(name));
}

/** The first value of a query parameter. */
export function query(name: string): string | null {
  return first(queries(name));
}

/** All values of a query parameter. */
export function queries(name: string): string[] | null {
  return values(queryPlace(name));
}

/** Sets a query parameter. */
export function setQuery(name: string, value: string): bool {
  return document.setString(queryPlace(name), value);
}

/** Sets a query parameter of several values. */
export function setQueries(name: string, values: string[]): bool {
  return document.setStrings(queryPlace(name), values);
}

/** Removes a query parameter. */
export function removeQuery(name: string): bool {
  return document.remove(queryPlace(name));
}

function headerPlace(name: string): string {
  return "/request/headers/" + escape(name);
}

function queryPlace(name: string): string {
  return "/request/query/" + escape(name);
}

/** One value is a string, more of them a list. */
function values(pointer: string): string[] | null {
  const json = document.getJSON(pointer);
  if (json === null) return null;
  const one = unquote(json);
  const all = one === null ? unquoteList(json) : [one];
  if (all === null) keep(Code.Type, pointer);
  return all;
}

function first(values: string[] | null): string | null {
  if (values === null) return null;
  if (values.length > 0) return values[0];
  keep(Code.Absent, lastPointer());
  return null;
}
