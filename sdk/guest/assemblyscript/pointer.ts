/** Escapes one token of a JSON Pointer: `~` as `~0`, `/` as `~1`. */
export function escape(token: string): string {
  return token.replaceAll("~", "~0").replaceAll("/", "~1");
}

/**
 * Makes a JSON Pointer of tokens, each of which may hold any character:
 * `pointer(["event", "a/b"])` is `/event/a~1b`.
 */
export function pointer(tokens: string[]): string {
  let pointer = "";
  for (let i = 0; i < tokens.length; i++) pointer += "/" + escape(tokens[i]);
  return pointer;
}
