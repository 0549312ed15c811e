import { Code, config, lastError } from "dray-guest";

/** Reads the configuration, and keeps what is wrong with it: a policy must not be open by mistake. */
export class Settings {
  wrong: string = "";
  /** How many settings there are. */
  given: i32 = 0;

  text(name: string, otherwise: string): string {
    const value = config.getString("/" + name);
    this.check(value !== null, name, "a string in quotes");
    return value === null ? otherwise : value;
  }

  list(name: string, otherwise: string[]): string[] {
    const value = config.getStrings("/" + name);
    this.check(value !== null, name, "a list of strings");
    if (value !== null && value.length == 0) this.refuse(`${name} is empty: nothing would ever go through`);
    return value === null ? otherwise : value;
  }

  refuse(why: string): void {
    if (this.wrong == "") this.wrong = why;
  }

  private check(there: bool, name: string, type: string): void {
    if (there) this.given++;
    else if (lastError() != Code.Absent) this.refuse(`${name} has to be ${type}`);
  }
}
