"use strict";
// The page of `dray play`: it sends what stands on the left to /api/explain as it
// changes, and has show.js show the answer on the right.

const texts = ["event", "mapping", "response"];
const store = "play";
let start;                // what the server began with
let modules = [];         // {name, of_config, base64, on}
let names = [];           // of variables that were added by hand
const env = new Map();    // what was filled in; kept nowhere else

// Faults stand where they belong.

function place(where) {
  if (texts.includes(where)) return $(where + "-fault");
  if (where.startsWith("module")) return $("modules-fault");
  return where === "env" ? $("env-fault") : $("fault");
}

function blame(fault) {
  for (const p of document.querySelectorAll("[id$=fault]")) p.hidden = true;
  for (const id of texts) {
    const here = fault?.where === id;
    $(id).setAttribute("aria-invalid", here);
    rule(id, here ? number(fault.line) : 0);
  }
  $("result").classList.toggle("stale", Boolean(fault));
  $("stale").hidden = !fault || place(fault.where) === $("fault");
  if (!fault) return;
  const spot = place(fault.where);
  const name = fault.where.startsWith("module ") ? fault.where.slice("module ".length) + ": " : "";
  spot.replaceChildren(...(fault.line ? [goto(fault.where, number(fault.line), number(fault.column))] : []), name + fault.text);
  spot.hidden = false;
  if (fault.where === "response") $("response-box").open = true;
}

// rule numbers the lines of a text, and marks one.
function rule(id, wrong) {
  const area = $(id), lines = area.value.split("\n").length, numbers = area.previousElementSibling;
  const count = (from, to) => Array.from({length: Math.max(to - from + 1, 0)}, (_, i) => from + i).join("\n");
  if (wrong > 0 && wrong <= lines) {
    numbers.replaceChildren(count(1, wrong - 1) + (wrong > 1 ? "\n" : ""), make("b", {}, String(wrong)), "\n" + count(wrong + 1, lines));
  } else {
    numbers.replaceChildren(count(1, lines));
  }
  numbers.scrollTop = area.scrollTop;
}

// Asking.

function query() {
  return {
    event: $("event").value, mapping: $("mapping").value, response: $("response").value,
    modules: modules.filter((m) => m.on).map((m) => m.of_config ? {name: m.name, of_config: true} : {name: m.name, base64: m.base64}),
    env: Object.fromEntries([...env].filter(([, value]) => value !== "")),
  };
}

let under = new AbortController(), soon;
async function ask() {
  under.abort();
  const mine = under = new AbortController();
  document.body.setAttribute("aria-busy", "true");
  try {
    const response = await fetch("/api/explain", {
      method: "POST", headers: {"Content-Type": "application/json"}, body: JSON.stringify(query()), signal: mine.signal,
    });
    const answer = parse(await response.text());
    blame(answer.error);
    if (!answer.error) $("result").replaceChildren(...result(answer));
  } catch (error) {
    if (mine.signal.aborted) return;
    blame({where: "request", text: error instanceof TypeError ? "dray play doesn't answer: has it ended?" : String(error)});
  }
  document.body.setAttribute("aria-busy", "false");
}

function changed() {
  keep();
  showEnv();
  clearTimeout(soon);
  soon = setTimeout(ask, 200);
}

// keep has a reload begin where this page is, but for the values of variables.
function keep() {
  const state = {start, names, modules, texts: texts.map((id) => $(id).value)};
  for (const kept of [modules, modules.filter((m) => m.of_config)]) {
    try {
      sessionStorage.setItem(store, JSON.stringify({...state, modules: kept}));
      return;
    } catch { /* large modules find no room */ }
  }
}

// The left side.

function showModules() {
  $("module-list").replaceChildren(...modules.map((m) => make("li", {},
    make("label", {}, make("input", {type: "checkbox", checked: m.on, onchange: (event) => { m.on = event.target.checked; changed(); }}), make("code", {}, m.name)),
    make("span", {className: "faint"}, m.of_config ? "of the config" : size(m.base64)),
    m.of_config ? null : make("button", {type: "button", textContent: "Remove", ariaLabel: "Remove " + m.name, onclick: () => {
      modules = modules.filter((other) => other !== m);
      showModules();
      changed();
    }}))));
}

const size = (base64) => `${Math.ceil(base64.length * 3 / 4 / 1024)} KiB`;

// showEnv has a field for each variable that the mapping seems to read.
function showEnv() {
  const read = [...$("mapping").value.matchAll(/(?:\$ENV|\benv)\s*(?:\.|\[\s*\\")([A-Za-z_]\w*)/g)].map((match) => match[1]);
  const wanted = [...new Set([...read, ...names])].sort();
  const list = $("env-list"), have = [...list.children].map((item) => item.dataset.name);
  if (print(wanted) === print(have)) return;
  list.replaceChildren(...wanted.map((name) => {
    const item = make("li", {}, make("label", {htmlFor: "env-" + name}, make("code", {}, name)), make("input", {
      id: "env-" + name, type: "password", autocomplete: "off", value: env.get(name) ?? "",
      placeholder: start.passed?.includes(name) ? "as --env passes it" : "not set",
      oninput: (event) => { env.set(name, event.target.value); changed(); },
    }));
    item.dataset.name = name;
    return item;
  }));
}

async function take(files) {
  for (const file of files) {
    const base64 = await new Promise((done, broken) => {
      const reader = new FileReader();
      reader.onload = () => done(reader.result.slice(reader.result.indexOf(",") + 1));
      reader.onerror = () => broken(reader.error);
      reader.readAsDataURL(file);
    });
    for (const m of modules) if (m.of_config && m.name === file.name) m.on = false; // it is a new version of it
    modules = [...modules.filter((m) => m.of_config || m.name !== file.name), {name: file.name, base64, on: true}];
  }
  showModules();
  changed();
}

const base = (path) => path.split(/[\\/]/).pop();
const quote = (word) => /^[\w./:=-]+$/.test(word) ? word : "'" + word.replaceAll("'", "'\\''") + "'";

// command gives what shows the same in a shell, with the mapping downloaded beside it. The
// event goes in as it is, but for the white space around its values.
function command() {
  const line = $("event").value.replace(/("(?:[^"\\]+|\\.)*")|\s+/g, "$1");
  let end = "EVENT"; // text that isn't JSON may hold any line
  while (line.includes(end)) end += "_";
  const set = [...env].filter(([, value]) => value !== "").map(([name]) => name + "=…");
  const dropped = modules.some((m) => m.on && !m.of_config) && !start.flags?.includes("--transforms") ? ["--transforms", "transforms"] : [];
  return [...set, "dray", "explain", ...[...(start.flags ?? []), "--mapping", base(start.file), ...dropped, "-"].map(quote)].join(" ") +
    ` <<'${end}'\n${line}\n${end}\n`;
}

async function copy() {
  const text = command();
  try {
    await navigator.clipboard.writeText(text);
    $("copied").textContent = "Copied. It reads the mapping from here once you have downloaded it.";
  } catch { // the browser gives the clipboard to secure origins only
    $("copied").replaceChildren(make("pre", {className: "text", tabIndex: 0}, text));
  }
}

function download() {
  const url = URL.createObjectURL(new Blob([$("mapping").value], {type: "application/json"}));
  make("a", {href: url, download: base(start.file)}).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

// begin fills the left side, from what was kept if that began as this does.
function begin() {
  const kept = JSON.parse(sessionStorage.getItem(store) ?? "null");
  const again = kept && JSON.stringify(kept.start) === JSON.stringify(start);
  names = again ? kept.names : [];
  modules = again ? kept.modules : (start.modules ?? []).map((m) => ({...m, on: true}));
  env.clear();
  for (const [name, value] of Object.entries(start.env ?? {})) env.set(name, value);
  const response = start.example ? $("response").placeholder : "";
  (again ? kept.texts : [start.event, start.mapping, response]).forEach((text, i) => { $(texts[i]).value = text; });
  $("response-box").open = $("response").value !== "";
  $("from").textContent = start.example ? "An example: paste or drop your own over it." : `From ${start.file}.`;
  $("env-list").replaceChildren();
  showModules();
  showEnv();
  ask();
}

function listen() {
  for (const id of texts) {
    $(id).addEventListener("input", () => { rule(id, 0); changed(); });
    $(id).addEventListener("scroll", () => { $(id).previousElementSibling.scrollTop = $(id).scrollTop; });
  }
  $("in").addEventListener("submit", (event) => event.preventDefault());
  $("reset").addEventListener("click", () => { sessionStorage.removeItem(store); begin(); });
  $("download").addEventListener("click", download);
  $("copy").addEventListener("click", copy);
  $("files").addEventListener("change", (event) => take(event.target.files));
  const add = () => {
    const name = $("env-name").value.trim();
    if (/^[A-Za-z_]\w*$/.test(name) && !names.includes(name)) names.push(name);
    $("env-name").value = "";
    changed();
    $("env-" + name)?.focus();
  };
  $("env-add").addEventListener("click", add);
  $("env-name").addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); add(); } });
  for (const kind of ["dragover", "dragleave", "drop"]) {
    document.addEventListener(kind, (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      document.body.classList.toggle("dropping", kind === "dragover");
      if (kind === "drop") dropped(event);
    });
  }
}

// dropped takes modules, and any other file as the text that it was dropped on.
async function dropped(event) {
  const files = [...event.dataTransfer.files], area = event.target.closest?.("textarea");
  await take(files.filter((file) => file.name.endsWith(".wasm")));
  const other = files.find((file) => !file.name.endsWith(".wasm"));
  if (area && other) {
    area.value = await other.text();
    area.dispatchEvent(new Event("input"));
  }
}

(async () => {
  listen();
  start = await (await fetch("/api/start")).json();
  begin();
})();
