"use strict";
// What the page of `dray play` shows on its right side. Whatever comes from an event, a
// mapping, a module or an answer becomes text of the page, never HTML.

const $ = (id) => document.getElementById(id);
const folded = new Set(); // steps that were folded up

function make(tag, options = {}, ...children) {
  const element = document.createElement(tag);
  Object.assign(element, options);
  element.append(...children.filter((child) => child !== null));
  return element;
}

// Numbers are shown as they came, which JavaScript's own could not hold: until they are
// printed they are strings that begin with this.
const mark = "\uE000";
function parse(text) {
  return JSON.parse(text.replace(/"(?:[^"\\]+|\\.)*"|-?\d[\d.eE+-]*/g, (token) => token[0] === '"' ? token : `"${mark}${token}"`));
}
function print(value, indent) {
  return JSON.stringify(value, null, indent).replace(new RegExp(`"${mark}(-?\\d[\\d.eE+-]*)"`, "g"), "$1");
}
const number = (value) => Number(String(value).slice(mark.length));

// linked gives a text; the place at its start, if it is one in the mapping, as a button.
function linked(text) {
  const place = text.startsWith(start.file + ":") && /^(\d+):(\d+): /.exec(text.slice(start.file.length + 1));
  return place ? [goto("mapping", Number(place[1]), Number(place[2])), text.slice(start.file.length + 1 + place[0].length)] : [text];
}

function goto(id, line, column) {
  return make("button", {type: "button", textContent: `line ${line}, column ${column}`, onclick: () => {
    const area = $(id), lines = area.value.split("\n");
    const before = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
    const at = before + Array.from(lines[line - 1] ?? "").slice(0, column - 1).join("").length;
    area.focus();
    area.setSelectionRange(at, at + 1);
    area.scrollTop = (line - 5) * parseFloat(getComputedStyle(area).lineHeight);
  }});
}

const block = (value) => make("pre", {className: "text", tabIndex: 0}, print(value, 2));
const isLarge = (value) => value !== null && typeof value === "object" && Object.keys(value).length > 0;

function change(c) {
  const sign = {add: "+", remove: "−"}[c.op] ?? "~";
  const has = c.op !== "remove", value = c.value ?? null;
  return make("div", {className: "change " + c.op}, make("b", {}, sign), make("div", {},
    make("code", {}, c.path + (has && !isLarge(value) ? "  " + print(value) : "")),
    c.was !== undefined && c.was !== null ? make("code", {className: "was"}, " " + print(c.was)) : null,
    has && isLarge(value) ? block(value) : null));
}

function step(s) {
  const box = make("details", {className: "card", open: !folded.has(s.name), ontoggle: () => box.open ? folded.delete(s.name) : folded.add(s.name)},
    make("summary", {}, make("h3", {}, s.name), make("span", {className: "badge " + s.outcome}, s.outcome)),
    s.error ? make("p", {className: "fault"}, ...linked(s.error)) : null,
    ...(s.warnings ?? []).map((text) => make("p", {className: "warning"}, ...linked(text))),
    ...s.changes.map(change),
    s.changes.length || s.error ? null : make("p", {className: "hint"}, "It changed nothing."));
  return box;
}

function facts(list) {
  return make("dl", {}, ...list.filter(([, value]) => value !== undefined && value !== null && value !== "")
    .flatMap(([name, value]) => [make("dt", {}, name), make("dd", {className: "mono"}, typeof value === "string" ? value : print(value, 2))]));
}

function request(r) {
  return make("div", {className: "card", id: "request"}, make("h2", {}, "Request"),
    make("p", {className: "line mono"}, make("b", {}, r.method), " " + r.url),
    facts(Object.entries(r.headers)),
    r.body === null ? make("p", {className: "hint"}, "Without a body.") : block(r.body));
}

function result(x) {
  const warnings = (x.warnings ?? []).filter((text) => !x.steps.some((s) => s.warnings?.includes(text)));
  return [
    make("div", {className: "card outcome", role: "status"}, make("span", {className: "badge " + x.outcome}, x.outcome),
      make("p", {className: "reason"}, x.reason || {send: "This is what would be sent."}[x.outcome] || ""),
      facts([["signature", x.signature], ["run", x.run_id], ["route", x.route], ["mapping", x.mapping === null ? "" : `entry ${number(x.mapping)}`]]),
      ...warnings.map((text) => make("p", {className: "warning"}, ...linked(text)))),
    x.request ? request(x.request) : null,
    x.report && x.outcome === "send" ? make("div", {className: "card", id: "report"}, make("h2", {}, "Port is told"), facts(Object.entries(x.report)),
      Object.keys(x.report).length ? null : make("p", {className: "hint"}, "Nothing but log lines.")) : null,
    x.steps.length ? make("h2", {className: "head"}, "Step by step") : null,
    ...x.steps.map(step),
  ].filter((part) => part !== null);
}
