// The page's side of the worker: opens the database, asks one statement at a time, and can stop it.

import { keep } from "./source.ts";
import type { Column, Failure, Fetched, Host, Kept, Request, Row, Told } from "./messages.ts";

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

export class Engine {
  readonly #places: Places;
  readonly #told: (fetched: Fetched) => void;
  #worker: Worker | null = null;
  #waiting: Waiting | null = null;
  #host: Host | null = null;
  #whole: Uint8Array | null = null;
  readonly #chunks = new Map<number, Uint8Array>();
  #before: Fetched = { bytes: 0, requests: 0, size: 0, whole: false };
  #fetched = this.#before;

  constructor(places: Places, told: (fetched: Fetched) => void) {
    this.#places = places;
    this.#told = told;
  }

  /** Answers a statement. `grown` is called whenever more rows have come. Throws Unanswered. */
  run(sql: string, parameters: Record<string, string | number>, grown: (result: Result) => void): Promise<Result> {
    this.stop();
    const worker = (this.#worker ??= this.#start());
    return new Promise((resolve, reject) => {
      this.#waiting = { result: null, grown, resolve, reject };
      ask(worker, { kind: "run", sql, parameters });
    });
  }

  /** Ends the statement that runs, if one does. The next worker is given what this one has read. */
  stop(): void {
    if (!this.#waiting) return;
    this.#end(null);
  }

  #end(failure: Failure | null): void {
    this.#worker?.terminate();
    this.#worker = null;
    this.#before = this.#fetched;
    this.#settle()?.reject(new Unanswered(failure));
  }

  #settle(): Waiting | null {
    const waiting = this.#waiting;
    this.#waiting = null;
    return waiting;
  }

  #start(): Worker {
    const worker = new Worker(this.#places.worker, { type: "module" });
    worker.addEventListener("message", ({ data }: MessageEvent<Told>) => this.#hear(data));
    worker.addEventListener("error", (event) => this.#end({ why: "host", message: event.message || "worker" }));
    const { database, wasm } = this.#places;
    ask(worker, { kind: "open", database, wasm, kept: this.#kept() });
    return worker;
  }

  #kept(): Kept | null {
    return this.#host && { host: this.#host, whole: this.#whole, chunks: this.#chunks };
  }

  #hear(told: Told): void {
    const waiting = this.#waiting;
    switch (told.kind) {
      case "fetched": {
        const { bytes, requests } = told.fetched;
        const sum = { bytes: this.#before.bytes + bytes, requests: this.#before.requests + requests };
        this.#fetched = { ...told.fetched, ...sum };
        return this.#told(this.#fetched);
      }
      case "opened":
        this.#host = told.host;
        this.#whole = told.whole;
        return;
      case "chunk":
        return keep(this.#chunks, told.number, told.bytes);
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
    this.#host = this.#whole = null;
    this.#chunks.clear();
    this.#end(failure);
  }
}

function ask(worker: Worker, request: Request): void {
  worker.postMessage(request);
}
