// What the page and the worker say to each other.

export type Value = string | number | bigint | null | Uint8Array;
export type Row = Value[];

/** A column of a result, with the table and column that it is taken from, where it is taken from one. */
export interface Column {
  readonly name: string;
  readonly table: string | null;
  readonly origin: string | null;
}

/** What was fetched so far. `size` is 0 until it is known; `whole` when all of the file is fetched at once. */
export interface Fetched {
  readonly bytes: number;
  readonly requests: number;
  readonly size: number;
  readonly whole: boolean;
}

/** What the host said of the file; `mark` changes when the file does. */
export interface Host {
  readonly size: number;
  readonly mark: string;
}

/** A file that was opened: all of it, or what was read of it so far. */
export interface Opened {
  readonly host: Host;
  readonly whole: Uint8Array | null;
  readonly chunks: Map<number, Uint8Array>;
}

export interface Open {
  readonly kind: "open";
  readonly database: string;
  readonly engine: WebAssembly.Module;
  readonly opened: Opened;
}

export interface Run {
  readonly kind: "run";
  readonly sql: string;
  readonly parameters: Readonly<Record<string, string | number>>;
}

export type Request = Open | Run;

/** Why something did not work. `offset` counts the bytes of the statement before the place, or is -1. */
export type Failure =
  | { readonly why: "sql"; readonly message: string; readonly offset: number }
  | { readonly why: "several" | "empty" }
  | { readonly why: "missing" | "host"; readonly message: string }
  | { readonly why: "no ranges"; readonly size: number }
  | { readonly why: "changed" | "not a database" };

export type Told =
  // What the worker fetched besides what it was given.
  | { readonly kind: "fetched"; readonly bytes: number; readonly requests: number }
  | { readonly kind: "chunk"; readonly number: number; readonly bytes: Uint8Array }
  | { readonly kind: "columns"; readonly columns: readonly Column[] }
  // `reals`: places, counted along the rows, of numbers that are not whole numbers in the database but look like one here.
  | { readonly kind: "rows"; readonly rows: readonly Row[]; readonly reals: readonly number[] }
  | { readonly kind: "done"; readonly cut: boolean; readonly milliseconds: number }
  | { readonly kind: "failed"; readonly failure: Failure };
