// A result as a file, to the byte as the server writes it (datasette_govreports/formats.py).

import type { Result } from "../engine/engine.ts";
import type { Value } from "../engine/messages.ts";

const FORMULA = /^(?:[\s\x1c-\x1f\x85]*[=+\-@＝＋－＠]|[\t\r])/u;
const NUMBER = /^[+-]?\p{Nd}+(\.\p{Nd}+)?$/u;

export interface Format {
  readonly label: string;
  readonly suffix: string;
  readonly type: string;
  readonly write: (result: Result) => string;
}

export const FORMATS: readonly Format[] = [
  { label: "CSV", suffix: "csv", type: "text/csv;charset=utf-8", write: (result) => csv(result, (text) => text) },
  {
    label: "CSV (Excel)",
    suffix: "excel.csv",
    type: "text/csv;charset=utf-8",
    write: (result) => "\ufeff" + csv(result, harmless),
  },
  { label: "JSON", suffix: "json", type: "application/json;charset=utf-8", write: json },
];

/** Text as a spreadsheet may read it. */
export function harmless(text: string): string {
  return FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
}

/** A value as text; empty for NULL. `real`: whether the database holds it as a number with decimals. */
export function plain(value: Value, real: boolean): string {
  if (value === null) return "";
  if (value instanceof Uint8Array) return Array.from(value, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return typeof value === "number" ? number(value, real) : String(value);
}

/** A number as Python writes it. */
function number(value: number, real: boolean): string {
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  if (!real && Number.isInteger(value)) return String(value);
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e16 || size < 1e-4)) {
    const [digits, power] = value.toExponential().split("e") as [string, string];
    return `${digits}e${power[0]}${power.slice(1).padStart(2, "0")}`;
  }
  if (Object.is(value, -0)) return "-0.0";
  return Number.isInteger(value) ? `${value}.0` : String(value);
}

function csv({ columns, rows, reals }: Result, guard: (text: string) => string): string {
  const lines = [columns.map((column) => field(guard(column.name), columns.length))];
  rows.forEach((row, y) => {
    lines.push(
      row.map((value, x) => {
        const text = plain(value, isReal(row, y, x, reals));
        return field(typeof value === "string" || value instanceof Uint8Array ? guard(text) : text, row.length);
      }),
    );
  });
  return lines.map((line) => `${line.join(",")}\r\n`).join("");
}

function field(text: string, width: number): string {
  return /[",\r\n]/.test(text) || (width === 1 && text === "") ? `"${text.replaceAll('"', '""')}"` : text;
}

function json({ columns, rows, reals }: Result): string {
  const names = columns.map((column) => column.name);
  const lines = rows.map((row, y) => {
    const fields = new Map(row.map((value, x) => [names[x]!, written(value, isReal(row, y, x, reals))]));
    return `{${[...fields].map(([name, value]) => `${JSON.stringify(name)}: ${value}`).join(", ")}}`;
  });
  return lines.length ? `[\n${lines.join(",\n")}\n]\n` : "[]\n";
}

function written(value: Value, real: boolean): string {
  if (value === null) return "null";
  if (typeof value === "string") return JSON.stringify(value);
  if (value instanceof Uint8Array) return `{"$base64": true, "encoded": "${base64(value)}"}`;
  if (typeof value === "number" && !Number.isFinite(value)) return value > 0 ? "1e999" : "-1e999";
  return plain(value, real);
}

function base64(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

export function isReal(row: readonly Value[], y: number, x: number, reals: ReadonlySet<number>): boolean {
  return !Number.isInteger(row[x]) || reals.has(y * row.length + x);
}
