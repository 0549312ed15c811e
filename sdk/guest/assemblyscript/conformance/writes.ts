import { document } from "dray-guest";
import { OUT, outError } from "./out";

/** The cases that write; false if the name is none of them. */
export function writes(name: string): bool {
  if (name == "set-each") {
    each();
  } else if (name == "missing-parents") {
    document.setInt("/request/body/a/b/c", 1);
    document.setInt("/request/body/null/d", 2);
  } else if (name == "null-body") {
    document.setBool("/request/body/a", true);
  } else if (name == "lists") {
    document.setString("/request/body/list/-", "c");
    document.setString("/request/body/list/1", "B");
    document.remove("/request/body/list/0");
  } else if (name == "remove") {
    return document.remove("/request/body/a") && document.remove("/request/body/a")
      && document.remove("/request/body/no/such");
  } else if (name == "not-allowed") {
    notAllowed();
  } else if (name == "bad-pointer") {
    badPointers();
  } else if (name == "set-wrong-type") {
    document.setInt("/request/method", 5);
    outError("/method");
    document.setBool("/request/headers/X-A", true);
    outError("/header");
    document.setJSON("/request/body/x", '{"a":');
    outError("/json");
  } else if (name == "limit") {
    document.setJSON("/request/body/huge", '"'.padEnd((2 << 20) + 1, "x".repeat(1024)) + '"');
    outError("");
  } else {
    return false;
  }
  return true;
}

function each(): void {
  document.setString(OUT + "/string", "s");
  document.setInt(OUT + "/int", -7);
  document.setFloat(OUT + "/float", 2.5);
  document.setBool(OUT + "/bool", true);
  document.setStrings(OUT + "/list", ["a", "b"]);
  document.setJSON(OUT + "/raw", '{"k":[1e400]}');
  document.setNull(OUT + "/null");
}

function notAllowed(): void {
  document.setString("/event/a", "x");
  outError("/event");
  document.setString("/run/id", "x");
  outError("/run");
  document.setString("/config/team", "x");
  outError("/config");
  document.setJSON("/request/headers", "{}");
  outError("/headers");
  document.remove("/event/a");
  outError("/remove");
}

function badPointers(): void {
  document.getJSON("request/body");
  outError("/slash");
  document.getJSON("/event/a~2b");
  outError("/escape");
  document.getJSON("/event/text/x");
  outError("/scalar");
  document.setInt("/request/body/text/x", 1);
  outError("/set");
}
