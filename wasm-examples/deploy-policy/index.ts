// Lets a run through in the deploy window and from an allowed branch only.
import { Outcome, accept, carryOn, document, drop, fail, refuse, run } from "dray-guest";
import { Branches } from "./branches";
import { Settings } from "./settings";
import { Window } from "./window";

export { dray_abi_1 } from "dray-guest";

const window = new Window();
const branches = new Branches();
let branchAt = "";
let otherwise = "";

export function configure(): Outcome {
  const settings = new Settings();
  window.configure(settings);
  branches.configure(settings);
  if (settings.given == 0) settings.refuse("there is no policy: set days, from, to or branches");

  branchAt = settings.text("branch_at", "/request/body/branch");
  otherwise = settings.text("otherwise", "fail");
  if (otherwise != "fail" && otherwise != "drop") settings.refuse("otherwise has to be fail or drop");
  return settings.wrong == "" ? accept() : refuse(settings.wrong);
}

export function transform(): Outcome {
  let why = window.against(Date.fromString(run.now()));
  if (why == "") why = branches.against(document.getString(branchAt));
  if (why == "") return carryOn();
  return otherwise == "drop" ? drop(why) : fail(why);
}
