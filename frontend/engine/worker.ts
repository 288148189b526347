// The worker: SQLite over the database, one statement after another.

import sqlite3InitModule, { type Database, type PreparedStatement, type Sqlite3Static } from "@sqlite.org/sqlite-wasm";
import { Failed } from "./failed.ts";
import type { Column, Failure, Open, Request, Row, Run, Told, Value } from "./messages.ts";
import { ranges } from "./ranges.ts";
import { whole } from "./source.ts";
import { ADDRESS, install } from "./vfs.ts";

// A result may hold so many rows, and so many characters; one that holds more is cut, and says so.
const ROWS = 200_000;
const CHARACTERS = 128 * 2 ** 20;
const AT_ONCE = 2000;

type Instantiated = (instance: WebAssembly.Instance, engine: WebAssembly.Module) => void;
type Instantiate = (imports: WebAssembly.Imports, done: Instantiated) => object;
type Start = (options: { instantiateWasm: Instantiate }) => Promise<Sqlite3Static>;

const quiet = () => {};
let sqlite3: Sqlite3Static;
let database: Database;
let unread: unknown = null; // why the last read failed

function tell(told: Told): void {
  postMessage(told);
}

async function start({ database: address, engine, opened }: Open): Promise<void> {
  const init = sqlite3InitModule as unknown as Start;
  // What it has to say of a statement is told to the reader, not to the console.
  Object.assign(globalThis, { sqlite3ApiConfig: { warn: quiet, error: quiet, debug: quiet, log: quiet } });
  sqlite3 = await init({
    instantiateWasm(imports, done) {
      void WebAssembly.instantiate(engine, imports).then((instance) => done(instance, engine));
      return {};
    },
  });
  const came = (bytes: number) => tell({ kind: "fetched", bytes, requests: 1 });
  const source = opened.whole
    ? whole(opened.whole)
    : ranges(address, opened, came, (number, bytes) => tell({ kind: "chunk", number, bytes }));
  install(sqlite3, source, (error) => (unread = error));
  database = new sqlite3.oo1.DB(ADDRESS, "r");
  database.exec("PRAGMA cache_size = -8192"); // chunks are kept besides
}

function run({ sql, parameters }: Run): void {
  const begun = performance.now();
  const statement = prepared(sql);
  try {
    bind(statement, parameters);
    tell({ kind: "columns", columns: columnsOf(statement) });
    const cut = answer(statement);
    tell({ kind: "done", cut, milliseconds: performance.now() - begun });
  } finally {
    statement.finalize();
  }
}

/** The only statement that there is. */
function prepared(sql: string): PreparedStatement {
  if (isEmpty(sql)) throw new Failed({ why: "empty" });
  const statement = database.prepare(sql);
  if (isEmpty(sql.slice(sqlite3.capi.sqlite3_sql(statement.pointer!)?.length))) return statement;
  statement.finalize();
  throw new Failed({ why: "several" });
}

/** Whether there is nothing but comments. */
function isEmpty(sql: string): boolean {
  return !/[^\s;]/.test(sql.replace(/--.*|\/\*[^]*?(\*\/|$)/g, ""));
}

function bind(statement: PreparedStatement, parameters: Run["parameters"]): void {
  for (let i = 1; i <= statement.parameterCount; i++) {
    const name = sqlite3.capi.sqlite3_bind_parameter_name(statement.pointer!, i)?.slice(1);
    if (name !== undefined && name in parameters) statement.bind(i, parameters[name]!);
  }
}

function columnsOf(statement: PreparedStatement): Column[] {
  const { capi } = sqlite3;
  const names = statement.columnCount ? statement.getColumnNames() : [];
  return names.map((name, i) => ({
    name,
    table: capi.sqlite3_column_table_name(statement.pointer!, i),
    origin: capi.sqlite3_column_origin_name(statement.pointer!, i),
  }));
}

/** Tells the rows, some at a time; returns whether there were more than a result may hold. */
function answer(statement: PreparedStatement): boolean {
  const width = statement.columnCount;
  let rows: Row[] = [];
  let reals: number[] = [];
  let count = 0;
  let left = CHARACTERS;
  const flush = () => {
    tell({ kind: "rows", rows, reals });
    [rows, reals] = [[], []];
  };
  while (statement.step()) {
    if (count === ROWS || left < 0) {
      flush();
      return true;
    }
    const row = Array.from({ length: width }, (_, x) => valueOf(statement, x));
    row.forEach((value, x) => {
      if (isReal(statement, x, value)) reals.push(count * width + x);
      left -= typeof value === "string" || value instanceof Uint8Array ? value.length : 8;
    });
    rows.push(row);
    count++;
    if (rows.length === AT_ONCE || count === 100) flush();
  }
  flush();
  return false;
}

function valueOf(statement: PreparedStatement, x: number): Value {
  return statement.get(x) as Value;
}

function isReal(statement: PreparedStatement, x: number, value: Value): boolean {
  return Number.isInteger(value) && sqlite3.capi.sqlite3_column_type(statement.pointer!, x) === sqlite3.capi.SQLITE_FLOAT;
}

function why(error: unknown): Failure {
  if (unread instanceof Failed) return unread.failure;
  if (error instanceof Failed) return error.failure;
  const message = error instanceof Error ? error.message : String(error);
  if (!database?.pointer) return { why: "host", message };
  const offset = sqlite3.capi.sqlite3_error_offset(database.pointer);
  return { why: "sql", message: message.replace(/^SQLITE_\w+: sqlite3 result code \d+: /, ""), offset };
}

async function handle(asked: Request): Promise<void> {
  unread = null;
  try {
    if (asked.kind === "open") await start(asked);
    else run(asked);
  } catch (error) {
    tell({ kind: "failed", failure: why(error) });
  }
}

// One after another: a statement waits until the database is open.
let turn = Promise.resolve();
addEventListener("message", ({ data }: MessageEvent<Request>) => {
  turn = turn.then(() => handle(data));
});
