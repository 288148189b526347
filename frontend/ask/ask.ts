// The SQL page, where the reader's browser answers. The page itself says all that is needed: where the files are, the
// canned queries, the tables with their columns.

import { Engine, type Places } from "../engine/engine.ts";
import type { Fetched } from "../engine/messages.ts";
import { Answer, type Known, reason } from "./answer.ts";
import { element, found } from "./dom.ts";
import { type Editor, plain, type Schema } from "./area.ts";
import { fromAddress, parameters, type Question, toAddress } from "./question.ts";
import { count, type Language, saying, size } from "./words.ts";

const form = found<HTMLFormElement>("#ask");
const { database, worker, wasm, editor: script, language, reports } = form.dataset as Record<string, string>;
const say = saying(language as Language);
const schema: Schema = new Map(
  Array.from(document.querySelectorAll<HTMLElement>("[data-table]"), (table) => [
    table.dataset["table"]!,
    new Map(Array.from(table.querySelectorAll("dt"), (name) => [name.textContent, name.nextElementSibling!.textContent])),
  ]),
);
const sections = [...document.querySelectorAll<HTMLElement>(".canned")];
const canned = new Map(sections.map((section) => [section.id, found("pre", section).textContent.trimEnd()]));
const titles = new Map(sections.map((section) => [section.id, found("h3", section).textContent]));
const known: Known = { say, schema, reports: reports! };

const go = found<HTMLButtonElement>("button", form);
const stop = element("button", { type: "button", hidden: true }, say("stop"));
go.after(" ", stop);
const fields = element("div", { class: "filters", hidden: true });
const progress = element("progress", { "aria-label": say("fetching"), max: 1, hidden: true });
const status = element("p", { role: "status", class: "meta" });
const amount = element("p", { class: "meta amount" });
const problem = element("p", { role: "alert", class: "remark", hidden: true });
const heading = element("h2", { id: "answer-title", tabindex: -1 }, say("result"));
const link = element("a", { href: "?" }, say("link"));
const room = element("div");
const section = element("section", { "aria-label": say("result"), hidden: true }, heading, element("p", { class: "tools" }, link), room);
form.after(problem, progress, status, amount, section);
go.closest("p")!.before(fields);

let fetched: Fetched = { bytes: 0, requests: 0, size: 0, whole: false };
const engine = new Engine({ database, worker, wasm } as unknown as Places, (now) => {
  fetched = now;
  showFetched();
});
const area = found<HTMLTextAreaElement>("#statement");
const LATE = 3000; // milliseconds after which the editor waits for no answer
let editor: Editor = plain(area, showFields);
let asked: Question | null = null;
let wrong: number | null = null; // the character of the statement where it is

/** Puts the editor in the place of the text area. It is larger than all else, so an answer does not wait for it. */
async function furnish(): Promise<void> {
  const { edit } = (await import(script!)) as typeof import("./editor.ts");
  const run = () => form.requestSubmit();
  editor = edit(area, { label: say("statement"), describedBy: say("keys"), schema, run, changed: showFields });
  editor.mark(wrong);
  form.append(element("p", { class: "wide-field keys" }, element("small", { id: "keys" }, say("keys"))));
}

/** A field for each parameter of the statement, with what was in it before. */
function showFields(): void {
  const names = parameters(editor.text);
  const held = typed();
  fields.hidden = !names.length;
  if (names.join() === Object.keys(held).join()) return;
  fields.replaceChildren(
    ...names.map((name) => {
      const input = element("input", { type: "text", id: `value-${name}`, value: held[name] ?? "" });
      input.dataset["parameter"] = name;
      return element("p", { class: "field" }, element("label", { for: input.id }, `${say("parameter")} :${name}`), input);
    }),
  );
}

function typed(): Record<string, string> {
  const inputs = fields.querySelectorAll<HTMLInputElement>("input");
  return Object.fromEntries(Array.from(inputs, (input) => [input.dataset["parameter"]!, input.value]));
}

function fill(question: Question): void {
  editor.text = question.sql;
  showFields();
  for (const input of fields.querySelectorAll<HTMLInputElement>("input")) {
    input.value = question.values[input.dataset["parameter"]!] ?? "";
  }
}

/** Says what was fetched, once something is asked: what moves under a finger takes its tap away. */
function showFetched(): void {
  if (!asked) return;
  progress.hidden = !fetched.whole || fetched.bytes >= fetched.size;
  progress.value = fetched.size ? fetched.bytes / fetched.size : 0;
  amount.dataset["bytes"] = String(fetched.bytes);
  amount.textContent = say("fetched", { bytes: size(fetched.bytes), size: size(fetched.size), requests: fetched.requests });
}

async function answer(question: Question): Promise<void> {
  asked = question;
  const shown = new Answer(known, question.query || "query");
  begin(question, shown);
  try {
    const result = await engine.run(question.sql, { ...question.values }, (some) => asked === question && shown.grow(some));
    if (asked !== question) return;
    shown.finish(result);
    const seconds = (result.milliseconds / 1000).toFixed(2);
    status.textContent = result.rows.length ? say("done", { rows: count(result.rows.length), seconds }) : say("nothing");
  } catch (error) {
    if (asked === question) fail(error, question);
  }
  if (asked === question) [stop.hidden, progress.hidden, section.dataset["state"]] = [true, true, "done"];
}

function begin(question: Question, shown: Answer): void {
  editor.mark((wrong = null));
  [problem.hidden, section.hidden, stop.hidden] = [true, false, false];
  section.dataset["state"] = "running";
  status.textContent = say(fetched.bytes ? "running" : "opening");
  showFetched();
  heading.textContent = titles.get(question.query) ?? say("yours");
  link.href = toAddress(question);
  room.replaceChildren(shown.element);
}

function fail(error: unknown, question: Question): void {
  const { words, index } = reason(error, question.sql, say);
  problem.replaceChildren(...words);
  problem.hidden = false;
  status.textContent = "";
  editor.mark((wrong = index));
}

/** Asks, and notes it in the address. */
function ask(question: Question): void {
  history.pushState(null, "", toAddress(question));
  showSwitch();
  void answer(question);
}

/** The page in the other language asks the same. */
function showSwitch(): void {
  for (const other of document.querySelectorAll<HTMLAnchorElement>(".tongue")) other.search = location.search;
}

async function fromLocation(): Promise<void> {
  const question = fromAddress(location.search, canned);
  showSwitch();
  if (!question) return;
  fill(question);
  await answer(question);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const sql = editor.text;
  // A canned query that was not changed keeps its name.
  const query = asked?.query && canned.get(asked.query) === sql ? asked.query : "";
  ask({ query, sql, values: typed() });
});
stop.addEventListener("click", () => {
  engine.stop();
  go.focus();
});
for (const one of sections) {
  found<HTMLFormElement>("form", one).addEventListener("submit", (event) => {
    event.preventDefault();
    const { query, ...values } = Object.fromEntries(new FormData(event.target as HTMLFormElement)) as Record<string, string>;
    const question = { query: query!, sql: canned.get(query!)!, values };
    fill(question);
    ask(question);
    heading.focus();
  });
}
addEventListener("popstate", () => void fromLocation());
// Whoever begins to fill something in is about to ask.
for (const sign of ["focusin", "pointerdown"]) addEventListener(sign, () => engine.warm(), { once: true });
showFields();
// Without its script the text area does, so whatever keeps it away is no matter.
void Promise.race([fromLocation(), new Promise((late) => setTimeout(late, LATE))]).then(furnish).catch(() => {});
