import type { Failure } from "./messages.ts";

/** Thrown with why something did not work. */
export class Failed extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.why);
    this.failure = failure;
  }
}
