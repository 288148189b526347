// A result as a table of which only the rows in view are in the page, so ten thousand are as quick as ten.

import type { Result } from "../engine/engine.ts";
import type { Value } from "../engine/messages.ts";
import { element } from "./dom.ts";
import { isReal, plain } from "./files.ts";
import type { Say } from "./words.ts";

const ROW = 34; // pixels; the stylesheet gives rows this height
const AROUND = 20; // rows above and below those in view
const SHOWN = 300; // characters of a cell; the rest is in the opened row

export interface Grid {
  readonly frame: HTMLElement;
  /** Shows rows that have come since. */
  grow(): void;
}

/** A table of a result, in a frame that scrolls. `open` is called with the number of a row that a reader opens. */
export function grid(result: Result, say: Say, reports: string, open: (row: number) => void): Grid {
  const { columns, rows, reals } = result;
  const numeric = columns.map(() => false);
  const [above, below] = [filler(), filler()];
  const body = element("tbody");
  const heads = columns.map((column) => element("th", { scope: "col" }, column.name));
  const table = element(
    "table",
    { class: "list rows-and-columns", "aria-colcount": columns.length + 1 },
    element("thead", {}, element("tr", { "aria-rowindex": 1 }, element("th", { scope: "col" }, say("number")), ...heads)),
    above,
    body,
    below,
  );
  const frame = element("div", { class: "frame answer", role: "group", "aria-label": say("result"), tabindex: 0 }, table);

  function line(y: number): HTMLTableRowElement {
    const row = rows[y]!;
    const button = element("button", { type: "button", "aria-label": say("open", { row: y + 1 }) }, String(y + 1));
    button.addEventListener("click", () => open(y));
    const cells = row.map((value, x) => cell(value, isReal(row, y, x, reals), numeric[x]!, columns[x]!.name, reports));
    return element("tr", { "aria-rowindex": y + 2 }, element("th", { scope: "row" }, button), ...cells);
  }

  let [from, to] = [0, 0];
  function draw(): void {
    const first = Math.max(0, Math.floor(frame.scrollTop / ROW) - AROUND);
    const last = Math.min(rows.length, Math.ceil((frame.scrollTop + frame.clientHeight) / ROW) + AROUND);
    if (first === from && last === to) return;
    // A row that holds the focus stays: else the keyboard would lose its place.
    const held = body.contains(document.activeElement) ? document.activeElement?.closest("tr")?.ariaRowIndex : null;
    [from, to] = [first, last];
    body.replaceChildren(...Array.from({ length: last - first }, (_, i) => line(first + i)));
    if (held) body.querySelector<HTMLElement>(`[aria-rowindex="${held}"] button`)?.focus({ preventScroll: true });
    above.height(first);
    below.height(rows.length - last);
  }

  function grow(): void {
    table.setAttribute("aria-rowcount", String(rows.length + 1));
    const seen = rows.slice(0, 100);
    columns.forEach((_, x) => {
      numeric[x] = seen.some((row) => isNumber(row[x]!)) && seen.every((row) => row[x] === null || isNumber(row[x]!));
      heads[x]!.className = numeric[x] ? "num" : "";
    });
    to = -1;
    draw();
  }

  frame.addEventListener("scroll", () => requestAnimationFrame(draw));
  new ResizeObserver(draw).observe(frame);
  return { frame, grow };
}

interface Filler extends HTMLTableSectionElement {
  height(rows: number): void;
}

/** Room for rows that are not in the page. */
function filler(): Filler {
  const cell = element("td");
  const body = element("tbody", { "aria-hidden": "true", class: "filler" }, element("tr", {}, cell));
  const height = (rows: number) => {
    body.hidden = rows === 0;
    cell.style.height = `${rows * ROW}px`;
  };
  height(0);
  return Object.assign(body, { height });
}

function cell(value: Value, real: boolean, numeric: boolean, name: string, reports: string): HTMLTableCellElement {
  if (value === null) return element("td", { class: "nil" }, "NULL");
  const text = plain(value, real);
  if (name === "report" && typeof value === "string") {
    return element("td", {}, element("a", { href: reports + encodeURIComponent(value) }, text));
  }
  const short = text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
  return element("td", numeric ? { class: "num" } : {}, short.replace(/\s+/g, " "));
}

export function isNumber(value: Value): value is number | bigint {
  return typeof value === "number" || typeof value === "bigint";
}
