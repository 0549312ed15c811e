import { Settings } from "./settings";

/** From which branches is deployed: globs, or all when there are none. */
export class Branches {
  private allowed: string[] = [];

  configure(settings: Settings): void {
    this.allowed = settings.list("branches", []);
  }

  /** Why there is no deploy from this branch, or "". */
  against(branch: string | null): string {
    if (this.allowed.length == 0) return "";
    const which = this.allowed.join(", ");
    if (branch === null) return `deploys are allowed from ${which}, and the request names no branch`;
    for (let i = 0; i < this.allowed.length; i++) {
      if (matches(this.allowed[i], branch)) return "";
    }
    return `deploys are allowed from ${which}, and not from ${branch}`;
  }
}

/** Whether text is what the glob says: `*` is any characters but a slash, `**` those too. */
function matches(glob: string, text: string): bool {
  const star = glob.indexOf("*");
  if (star < 0) return glob == text;
  if (!text.startsWith(glob.substring(0, star))) return false;
  const all = glob.charAt(star + 1) == "*";
  const rest = glob.substring(star + (all ? 2 : 1));
  for (let at = star; at <= text.length; at++) {
    if (matches(rest, text.substring(at))) return true;
    if (!all && text.charAt(at) == "/") return false;
  }
  return false;
}
