// Does what the cases of tests/guests/cases.json ask, through the SDK.
import { Outcome, accept, carryOn, config, event, fail, refuse } from "dray-guest";
import { outcomes } from "./outcomes";
import { reads } from "./reads";
import { requests } from "./requests";
import { writes } from "./writes";
import { outString } from "./out";

export { dray_abi_1 } from "dray-guest";

let greeting = "";

export function configure(): Outcome {
  const why = config.getString("/refuse");
  if (why !== null) return refuse(why);
  const text = config.getString("/greeting");
  if (text !== null) greeting = text;
  return accept();
}

export function transform(): Outcome {
  const name = event.getString("/case");
  if (name === null) return fail("the event has no case");
  if (name == "carry-on") return carryOn();
  if (name == "configured") {
    outString("", greeting);
    return carryOn();
  }
  if (reads(name) || writes(name) || requests(name)) return carryOn();
  return outcomes(name);
}
