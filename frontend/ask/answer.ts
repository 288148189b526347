// An answer: how it went, files, drawing, table, and what its columns mean.

import { type Result, Unanswered } from "../engine/engine.ts";
import type { Column, Failure } from "../engine/messages.ts";
import type { Schema } from "./area.ts";
import { chart } from "./chart.ts";
import { element } from "./dom.ts";
import { FORMATS, isReal, plain } from "./files.ts";
import { place } from "./question.ts";
import { type Grid, grid } from "./table.ts";
import { count, type Say, size } from "./words.ts";

export interface Known {
  readonly say: Say;
  readonly schema: Schema;
  /** What the address of a report's page begins with. */
  readonly reports: string;
}

/** Shows a result as it comes, in an element of its own. */
export class Answer {
  readonly element = element("div");
  readonly #known: Known;
  readonly #name: string;
  #grid: Grid | null = null;
  #opened: HTMLElement | null = null;

  constructor(known: Known, name: string) {
    this.#known = known;
    this.#name = name;
  }

  /** Shows what has come so far. */
  grow(result: Result): void {
    const { say, reports } = this.#known;
    if (!this.#grid && result.rows.length) {
      this.#grid = grid(result, say, reports, (row) => this.#open(result, row));
      this.element.append(this.#grid.frame);
    }
    this.#grid?.grow();
  }

  /** Shows the rest, once all has come. */
  finish(result: Result): void {
    const { say } = this.#known;
    this.grow(result);
    const before: HTMLElement[] = [];
    if (result.cut) before.push(element("p", { class: "remark" }, say("cut", { rows: count(result.rows.length) })));
    else before.push(files(result, this.#name, say));
    const drawing = chart(result, say);
    if (drawing) before.push(drawing);
    this.element.prepend(...before);
    this.element.append(meanings(result.columns, this.#known));
  }

  #open(result: Result, y: number): void {
    const { say } = this.#known;
    this.#opened?.remove();
    const row = result.rows[y]!;
    const button = element("button", { type: "button" }, say("close"));
    const pairs = row.map((value, x) => {
      const text = value === null ? "NULL" : plain(value, isReal(row, y, x, result.reals));
      return element("div", {}, element("dt", {}, result.columns[x]!.name), element("dd", {}, text));
    });
    const label = say("whole", { row: count(y + 1) });
    this.#opened = element("section", { class: "dictionary opened", "aria-label": label, tabindex: -1 });
    this.#opened.append(element("h3", {}, label), element("dl", {}, ...pairs), button);
    button.addEventListener("click", () => {
      this.#opened?.remove();
      this.#grid?.frame.focus();
    });
    this.#grid?.frame.after(this.#opened);
    this.#opened.focus();
  }
}

function files(result: Result, name: string, say: Say): HTMLElement {
  const buttons = FORMATS.map((format) => {
    const button = element("button", { type: "button", class: "plain" }, format.label);
    button.addEventListener("click", () => {
      const address = URL.createObjectURL(new Blob([format.write(result)], { type: format.type }));
      element("a", { href: address, download: `${name}.${format.suffix}` }).click();
      setTimeout(() => URL.revokeObjectURL(address), 60_000);
    });
    return button;
  });
  return element("p", { class: "tools" }, element("span", {}, say("download")), ...buttons);
}

/** What the columns mean, as the dictionary has it; nothing is said of a column that is worked out. */
function meanings(columns: readonly Column[], { say, schema }: Known): HTMLElement {
  const told = columns.flatMap(({ name, table, origin }) => {
    const meaning = schema.get(table ?? "")?.get(origin ?? "");
    return meaning ? [element("div", {}, element("dt", {}, name), element("dd", {}, meaning))] : [];
  });
  if (!told.length) return element("div", { hidden: true });
  return element("details", { class: "dictionary" }, element("summary", {}, say("columns")), element("dl", {}, ...told));
}

/** Why there is no answer, in words; and where in the statement, counted in characters. */
export function reason(error: unknown, sql: string, say: Say): { words: (string | HTMLElement)[]; index: number | null } {
  if (!(error instanceof Unanswered)) throw error;
  const { failure } = error;
  if (!failure) return { words: [say("stopped")], index: null };
  if (failure.why !== "sql") return { words: [say(failure.why, filled(failure))], index: null };
  const where = place(sql, failure.offset);
  const message = element("code", { lang: "en" }, failure.message);
  return { words: [`${say("sql")} `, where ? say("at", where) : "", message], index: where?.index ?? null };
}

function filled(failure: Failure): Record<string, string> {
  return "message" in failure ? { message: failure.message } : "size" in failure ? { size: size(failure.size) } : {};
}
