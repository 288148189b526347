// The page's side of the worker: opens the database, asks one statement at a time, and can stop it.

import { Failed } from "./failed.ts";
import { Meter, open } from "./host.ts";
import type { Column, Failure, Fetched, Opened, Request, Row, Told } from "./messages.ts";
import { keep } from "./source.ts";

/** Where things are, as the page says in its data attributes. */
export interface Places {
  readonly database: string;
  readonly worker: string;
  readonly wasm: string;
}

/** A whole result. `reals`: see messages.ts. */
export interface Result {
  readonly columns: readonly Column[];
  readonly rows: Row[];
  readonly reals: Set<number>;
  cut: boolean;
  milliseconds: number;
}

/** Thrown when a statement was not answered. `null`: it was stopped. */
export class Unanswered extends Error {
  readonly failure: Failure | null;
  constructor(failure: Failure | null) {
    super(failure?.why ?? "stopped");
    this.failure = failure;
  }
}

interface Waiting {
  result: Result | null;
  readonly grown: (result: Result) => void;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: Unanswered) => void;
}

/** A worker, and when it has been given the file. */
interface Started {
  readonly worker: Worker;
  readonly ready: Promise<void>;
}

export class Engine {
  readonly #places: Places;
  readonly #meter: Meter;
  #started: Started | null = null;
  #waiting: Waiting | null = null;
  #opening: Promise<Opened> | null = null;
  #opened: Opened | null = null;
  #engine: Promise<WebAssembly.Module> | null = null;

  constructor(places: Places, told: (fetched: Fetched) => void) {
    this.#places = places;
    this.#meter = new Meter(told);
  }

  /** Gets ready for a question that is likely to come: starts the worker, and opens the database. */
  warm(): void {
    this.#started ??= this.#start();
  }

  /** Answers a statement. `grown` is called whenever more rows have come. Throws Unanswered. */
  run(sql: string, parameters: Record<string, string | number>, grown: (result: Result) => void): Promise<Result> {
    this.stop();
    const { worker, ready } = (this.#started ??= this.#start());
    return new Promise((resolve, reject) => {
      this.#waiting = { result: null, grown, resolve, reject };
      void ready.then(() => ask(worker, { kind: "run", sql, parameters }));
    });
  }

  /** Ends the statement that runs, if one does. The next worker is given what this one has read. */
  stop(): void {
    if (!this.#waiting) return;
    this.#end(null);
  }

  #end(failure: Failure | null): void {
    this.#started?.worker.terminate();
    this.#started = null;
    this.#settle()?.reject(new Unanswered(failure));
  }

  #settle(): Waiting | null {
    const waiting = this.#waiting;
    this.#waiting = null;
    return waiting;
  }

  /** The worker's script, SQLite itself and the beginning of the file come at the same time. */
  #start(): Started {
    const { database, worker: script, wasm } = this.#places;
    const worker = new Worker(script, { type: "module" });
    worker.addEventListener("message", ({ data }: MessageEvent<Told>) => this.#hear(data));
    worker.addEventListener("error", (event) => this.#end({ why: "host", message: event.message || "worker" }));
    this.#engine ??= compiled(wasm);
    this.#opening ??= open(database, this.#meter);
    const ready = Promise.all([this.#engine, this.#opening]).then(
      ([engine, opened]) => ask(worker, { kind: "open", database, engine, opened: (this.#opened = opened) }),
      (error: unknown) => {
        this.#opening = this.#engine = null;
        if (this.#started?.worker === worker) this.#fail(failureOf(error));
      },
    );
    return { worker, ready };
  }

  #hear(told: Told): void {
    const waiting = this.#waiting;
    switch (told.kind) {
      case "fetched":
        return this.#meter.add(told.bytes, told.requests);
      case "chunk":
        return this.#opened ? keep(this.#opened.chunks, told.number, told.bytes) : undefined;
      case "columns":
        if (waiting) waiting.result = { columns: told.columns, rows: [], reals: new Set(), cut: false, milliseconds: 0 };
        return;
      case "rows":
        return this.#grow(told.rows, told.reals);
      case "done":
        if (!waiting?.result) return;
        Object.assign(waiting.result, { cut: told.cut, milliseconds: told.milliseconds });
        return this.#settle()!.resolve(waiting.result);
      case "failed":
        return this.#fail(told.failure);
    }
  }

  #grow(rows: readonly Row[], reals: readonly number[]): void {
    const result = this.#waiting?.result;
    if (!result) return;
    for (const row of rows) result.rows.push(row);
    for (const place of reals) result.reals.add(place);
    this.#waiting!.grown(result);
  }

  /** A mistake in a statement leaves the worker as it is; anything else ends it, and a new version is read afresh. */
  #fail(failure: Failure): void {
    if (["sql", "several", "empty"].includes(failure.why)) {
      this.#settle()?.reject(new Unanswered(failure));
      return;
    }
    this.#opening = this.#opened = this.#engine = null;
    this.#end(failure);
  }
}

function ask(worker: Worker, request: Request): void {
  worker.postMessage(request);
}

/** SQLite, compiled while it comes; from a host that does not say what it sends, once it is there. */
async function compiled(address: string): Promise<WebAssembly.Module> {
  return WebAssembly.compileStreaming(fetch(address)).catch(async () => {
    const response = await fetch(address);
    if (!response.ok) throw new Error(`${response.status} ${address}`);
    return WebAssembly.compile(await response.arrayBuffer());
  });
}

function failureOf(error: unknown): Failure {
  return error instanceof Failed ? error.failure : { why: "host", message: String(error) };
}
