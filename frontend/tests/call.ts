// Lets a test call functions of the scripts: one JSON line in, `{"name": …, "arguments": […]}`, one out.

import { harmless, plain } from "../ask/files.ts";
import { fromAddress, parameters, place, toAddress } from "../ask/question.ts";
import { leaves } from "../engine/definitions.ts";
import { isHeadOf } from "../engine/host.ts";
import { Chunks, CHUNK } from "../engine/source.ts";
import { fold, match, pattern, split, terms } from "../search/bigrams.ts";
import { excerpted, marked } from "../search/search.ts";

/** What is asked of a host when these stretches of a file are read in turn, and whether all that was read is right. */
function reads(size: number, stretches: [number, number][]): { requests: [number, number][]; right: boolean } {
  const file = Uint8Array.from({ length: size }, (_, i) => (i * 31 + (i >> 8)) & 255);
  const requests: [number, number][] = [];
  const chunks = new Chunks(size, (start, end) => {
    requests.push([start / CHUNK, Math.ceil(end / CHUNK)]);
    return file.subarray(start, end);
  });
  const right = stretches.every(([offset, length]) => {
    const into = new Uint8Array(length);
    const read = chunks.read(offset, into);
    const expected = file.subarray(offset, offset + length);
    return read === expected.length && expected.every((byte, i) => byte === into[i]);
  });
  return { requests, right };
}

const FUNCTIONS: Record<string, (...values: never[]) => unknown> = {
  terms,
  match,
  fold,
  split,
  found: (query: string, text: string) => {
    const wanted = pattern(query);
    return wanted ? { marked: marked(text, wanted), excerpts: excerpted(text, wanted) } : null;
  },
  harmless,
  plain,
  parameters,
  place,
  asked: (address: string, canned: [string, string][]) => {
    const question = fromAddress(address, new Map(canned));
    return question && { ...question, address: toAddress(question) };
  },
  head: (bytes: number[], size: number) => isHeadOf(Uint8Array.from(bytes), size),
  leaves: (bytes: number[]) => leaves(Uint8Array.from(bytes)),
  reads,
};

declare const process: {
  stdin: AsyncIterable<string> & { setEncoding(encoding: string): void };
  stdout: { write(text: string): void };
};

process.stdin.setEncoding("utf8");
let text = "";
for await (const piece of process.stdin) text += piece;
for (const line of text.split("\n").filter(Boolean)) {
  const { name, arguments: values } = JSON.parse(line) as { name: string; arguments: never[] };
  process.stdout.write(`${JSON.stringify(FUNCTIONS[name]!(...values) ?? null)}\n`);
}
