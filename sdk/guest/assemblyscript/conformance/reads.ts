import { config, document, event, pointer, run } from "dray-guest";
import { OUT, outError, outString } from "./out";

/** The cases that read; false if the name is none of them. */
export function reads(name: string): bool {
  if (name == "read-string") {
    outString("/text", event.getString("/text")!);
    outString("/empty", event.getString("/empty")!);
  } else if (name == "escapes") {
    escapes(event.getString("/text")!);
  } else if (name == "read-int") {
    const names = ["/a", "/b", "/c", "/d"];
    for (let i = 0; i < names.length; i++) document.setInt(OUT + names[i], event.getInt(names[i]));
  } else if (name == "read-float") {
    document.setFloat(OUT + "/a", 2 * event.getFloat("/a"));
    document.setFloat(OUT + "/b", event.getFloat("/b"));
  } else if (name == "read-bool") {
    document.setBool(OUT + "/yes", !event.getBool("/yes"));
    document.setBool(OUT + "/no", !event.getBool("/no", true));
  } else if (name == "read-list") {
    document.setStrings(OUT + "/list", event.getStrings("/list")!.reverse());
    document.setStrings(OUT + "/none", event.getStrings("/none")!);
  } else if (name == "verbatim") {
    document.setJSON(OUT, event.getJSON("/numbers")!);
  } else if (name == "absent-and-null") {
    absentAndNull();
  } else if (name == "read-wrong-type") {
    wrongTypes();
  } else if (name == "long-value") {
    long(event.getString("/seed")!.repeat(1000));
  } else if (name == "pointer-escapes") {
    const found = document.getString(pointer(["event", "a/b~c", "~1"]))!;
    document.setString(pointer(["request", "body", "out", "m~/n"]), found);
  } else if (name == "run") {
    outString("/id", run.id());
    document.setInt(OUT + "/attempt", run.attempt());
    outString("/topic", run.topic());
    outString("/now", run.now());
  } else if (name == "event-and-config") {
    outString("/event", event.getString("/a/b")!);
    outString("/team", config.getString("/team")!);
    document.setInt(OUT + "/size", config.getInt("/size"));
    config.getString("/nothing");
    outError("/nothing");
  } else {
    return false;
  }
  return true;
}

function escapes(text: string): void {
  outString("/text", text);
  document.setInt(OUT + "/length", String.UTF8.byteLength(text));
  outString("/own", "\"\\/\u0001\t\n\u007fé\u2028\u{1f600}");
}

function absentAndNull(): void {
  event.getString("/nothing");
  outError("/absent");
  event.getString("/no/such/place");
  outError("/deep");
  event.getString("/list/7");
  outError("/beyond");
  event.getString("/null");
  outError("/null");
  document.setJSON(OUT + "/raw", event.getJSON("/null")!);
}

function wrongTypes(): void {
  event.getString("/number");
  outError("/string");
  event.getInt("/text");
  outError("/int");
  event.getInt("/half");
  outError("/half");
  event.getInt("/large");
  outError("/large");
  event.getFloat("/text");
  outError("/float");
  event.getBool("/number");
  outError("/bool");
  event.getStrings("/mixed");
  outError("/list");
}

function long(text: string): void {
  document.setString("/request/body/long", text);
  const back = document.getString("/request/body/long")!;
  document.setBool(OUT + "/same", back == text);
  document.setInt(OUT + "/length", String.UTF8.byteLength(back));
  document.remove("/request/body/long");
}
