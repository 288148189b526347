// A drawing of a result: bars or a line, with the table below as its text.

import type { Result } from "../engine/engine.ts";
import { drawn, element } from "./dom.ts";
import { isNumber } from "./table.ts";
import { count, type Say } from "./words.ts";

const MOST = 40;
const WIDTH = 640;
const NAMES = 190; // width of the names beside bars
const BAR = 22;
const HEIGHT = 260;

interface Point {
  readonly name: string;
  readonly value: number | null;
}

/** The choice of what to draw, and the drawing; null where no column holds numbers. */
export function chart(result: Result, say: Say): HTMLElement | null {
  const { columns, rows } = result;
  const numbers = columns.flatMap((_, x) => (rows.some((row) => isNumber(row[x]!)) ? [x] : []));
  // A year is a number, but it names what stands beside it.
  const values = numbers.filter((x) => !/year|id$/.test(columns[x]!.name));
  if (rows.length < 2 || !values.length) return null;
  const names = columns.map((_, x) => x).filter((x) => !values.includes(x));
  const drawing = element("div");
  const kind = select(["none", "bars", "line"], (word) => say(word), "none");
  const along = select([...names, ...values], (x) => columns[x]!.name, names[0] ?? values[0]!);
  const value = select(values, (x) => columns[x]!.name, values[0]!);
  const redraw = () => drawing.replaceChildren(...draw(result, say, kind.value, Number(along.value), Number(value.value)));
  const fields = [field(say("kind"), kind), field(say("along"), along), field(say("value"), value)];
  for (const one of [kind, along, value]) one.addEventListener("change", redraw);
  return element("div", { class: "drawn" }, element("h3", {}, say("chart")), element("div", { class: "filters" }, ...fields), drawing);
}

function draw(result: Result, say: Say, kind: string, along: number, value: number): Node[] {
  if (kind === "none") return [];
  const rows = result.rows.slice(0, MOST);
  const points = rows.map((row) => ({ name: String(row[along] ?? "NULL"), value: isNumber(row[value]!) ? Number(row[value]) : null }));
  const told = say("drawn", { value: result.columns[value]!.name, along: result.columns[along]!.name });
  const gaps = points.filter((point) => point.value === null).length;
  const notes = [told, result.rows.length > MOST ? say("first", { n: MOST }) : "", gaps ? say("gaps", { n: gaps }) : ""];
  const figure = element("figure", {}, kind === "bars" ? bars(points, told) : line(points, told));
  figure.append(element("figcaption", {}, notes.filter(Boolean).join(" ")));
  return [figure];
}

function bars(points: readonly Point[], told: string): SVGSVGElement {
  const { at, low } = scale(points, NAMES, WIDTH - 90);
  const all = points.flatMap(({ name, value }, y) => {
    const label = drawn("text", { x: NAMES - 8, y: y * BAR + 15, class: "name" }, name.length > 16 ? `${name.slice(0, 15)}…` : name);
    if (value === null) return [label];
    const [from, to] = [at(Math.max(0, low)), at(value)];
    const bar = drawn("rect", { x: Math.min(from, to), y: y * BAR + 3, width: Math.max(1, Math.abs(to - from)), height: BAR - 6, class: "fill" });
    return [label, bar, drawn("text", { x: Math.max(from, to) + 6, y: y * BAR + 15 }, count(value))];
  });
  return picture(points.length * BAR + 4, told, all);
}

function line(points: readonly Point[], told: string): SVGSVGElement {
  const { at } = scale(points, HEIGHT - 40, 24);
  const x = (i: number) => 50 + (i * (WIDTH - 100)) / Math.max(1, points.length - 1);
  const every = Math.ceil(points.length / 10);
  const labels = points.flatMap(({ name, value }, i) => {
    if (i % every) return [];
    const below = drawn("text", { x: x(i), y: HEIGHT - 14, "text-anchor": "middle" }, name.slice(0, 10));
    return value === null ? [below] : [below, drawn("text", { x: x(i), y: at(value) - 8, "text-anchor": "middle" }, count(value))];
  });
  const dots = points.flatMap(({ value }, i) => (value === null ? [] : [drawn("circle", { cx: x(i), cy: at(value), r: 3, class: "fill" })]));
  const lines = stretches(points).map((stretch) =>
    drawn("polyline", { points: stretch.map((i) => `${x(i)},${at(points[i]!.value!)}`).join(" "), class: "stroke" }),
  );
  return picture(HEIGHT, told, [...lines, ...dots, ...labels]);
}

/** Runs of points that have a value: a line does not cross what is not known. */
function stretches(points: readonly Point[]): number[][] {
  const found: number[][] = [[]];
  points.forEach(({ value }, i) => (value === null ? found.push([]) : found.at(-1)!.push(i)));
  return found.filter((stretch) => stretch.length > 1);
}

/** Where a value stands between two places; nought is always on the scale. */
function scale(points: readonly Point[], start: number, end: number) {
  const known = points.flatMap(({ value }) => (value === null ? [] : [value]));
  const low = Math.min(0, ...known);
  const span = Math.max(0, ...known) - low || 1;
  return { low, at: (value: number) => start + ((value - low) / span) * (end - start) };
}

function picture(height: number, told: string, parts: Node[]): SVGSVGElement {
  return drawn("svg", { class: "chart", viewBox: `0 0 ${WIDTH} ${height}`, role: "img", "aria-label": told }, ...parts);
}

function select<T extends string | number>(values: readonly T[], label: (value: T) => string, chosen: T): HTMLSelectElement {
  return element("select", {}, ...values.map((value) => element("option", { value, selected: value === chosen }, label(value))));
}

function field(label: string, control: HTMLSelectElement): HTMLElement {
  return element("p", { class: "field" }, element("label", {}, label, control));
}
