import { document, request } from "dray-guest";
import { OUT, outError, outString } from "./out";

/** The cases about the request's parts; false if the name is none of them. */
export function requests(name: string): bool {
  if (name == "method-and-url") {
    outString("/method", request.method()! + "-X");
    request.setMethod("PUT");
    request.setUrl(request.url()! + "/x");
  } else if (name == "headers") {
    headers();
  } else if (name == "sensitive-headers") {
    request.header("circle-token");
    outError("/token");
    request.header("X-Port-Signature");
    outError("/signature");
    request.setHeader("Circle-Token", "changed-token");
    request.removeHeader("authorization");
  } else if (name == "query") {
    query();
  } else if (name == "body") {
    request.body.setString("/branch", request.body.getString("/branch")! + "-x");
    request.body.setInt("/parameters/n", 1);
    request.body.remove("/old");
    request.body.setJSON("", request.body.getJSON("")!);
  } else if (name == "no-body") {
    request.body.setNull("");
  } else {
    return false;
  }
  return true;
}

function headers(): void {
  outString("/first", request.header("x-many")!);
  document.setStrings(OUT + "/all", request.headers("X-MANY")!);
  document.setStrings(OUT + "/one", request.headers("x-one")!);
  request.header("X-None");
  outError("/none");
  request.setHeader("X-New", "n");
  request.setHeaders("X-Pair", ["p", "q"]);
  request.removeHeader("x-old");
}

function query(): void {
  outString("/first", request.query("many")!);
  document.setStrings(OUT + "/all", request.queries("many")!);
  request.query("none");
  outError("/none");
  request.setQuery("a/b", "x&y");
  request.setQueries("pair", ["p", "q"]);
  request.removeQuery("old");
}
