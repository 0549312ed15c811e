import { Settings } from "./settings";

const NAMES = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const DAY: i32 = 24 * 60;

/** When deploys are allowed: days of the week, and minutes of the day in UTC. */
export class Window {
  private days: string[] = NAMES;
  private from: i32 = 0;
  private to: i32 = DAY;

  configure(settings: Settings): void {
    this.days = settings.list("days", NAMES);
    for (let i = 0; i < this.days.length; i++) {
      if (!NAMES.includes(this.days[i])) settings.refuse(`days: ${this.days[i]} is none of ${NAMES.join(", ")}`);
    }
    this.from = minutes(settings.text("from", "00:00"));
    this.to = minutes(settings.text("to", "24:00"));
    if (this.from < 0 || this.to < 0) settings.refuse("from and to have to be times of day in UTC, such as \"08:00\"");
    if (this.from == this.to) settings.refuse("from and to are the same: nothing would ever go through");
  }

  /** Why there is no deploy at this time, or "". */
  against(now: Date): string {
    const today = now.getUTCDay();
    const minute = now.getUTCHours() * 60 + now.getUTCMinutes();
    if (this.open(today, minute)) return "";
    return `deploys are allowed ${this.days.join(" ")} ${clock(this.from)}-${clock(this.to)} UTC`
      + `, and it is ${NAMES[today]} ${clock(minute)}`;
  }

  /** A window that ends before it begins goes on into the next day. */
  private open(day: i32, minute: i32): bool {
    if (this.from <= this.to) return this.on(day) && minute >= this.from && minute < this.to;
    return (this.on(day) && minute >= this.from) || (this.on((day + 6) % 7) && minute < this.to);
  }

  private on(day: i32): bool {
    return this.days.includes(NAMES[day]);
  }
}

/** The minute of the day of a time such as 08:30, up to 24:00; else below zero. */
function minutes(time: string): i32 {
  if (time.length != 5 || time.charAt(2) != ":") return -1;
  const hour = twoDigits(time, 0);
  const minute = twoDigits(time, 3);
  const sum = hour * 60 + minute;
  return hour < 0 || minute < 0 || minute > 59 || sum > DAY ? -1 : sum;
}

function twoDigits(text: string, at: i32): i32 {
  const tens = text.charCodeAt(at) - 0x30;
  const ones = text.charCodeAt(at + 1) - 0x30;
  return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? i32.MIN_VALUE : tens * 10 + ones;
}

function clock(minute: i32): string {
  return (minute / 60).toString().padStart(2, "0") + ":" + (minute % 60).toString().padStart(2, "0");
}
