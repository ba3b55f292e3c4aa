import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

import type { MonotonicMs } from '../../../harness/contract.ts';
import { monotonicMs } from '../../../harness/clock.ts';

/** The first process of a model, started by a claim's program to whom its death is an answer. */
export interface WatchedModel<Event extends object> {
  readonly process: ChildProcess;
  /** What it tells; ends with it. */
  readonly events: AsyncIterable<Event>;
  /** When it had ended. */
  readonly exited: Promise<MonotonicMs>;
  /** What it and its children wrote to stderr; when the last of them has ended. */
  readonly errors: Promise<string>;
}

/** `folder` is where it runs. */
export function startModel<Event extends object>(
  program: URL,
  input: object,
  { folder = process.cwd(), nodeArgs = [] as readonly string[] } = {},
): WatchedModel<Event> {
  const args = [...nodeArgs, fileURLToPath(program), JSON.stringify(input)];
  const model = spawn(process.execPath, args, {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  const [, , errors, lines] = model.stdio as [null, null, Readable, Readable, ...unknown[]];
  return {
    process: model,
    events: parsed<Event>(lines),
    exited: once(model, 'exit').then(monotonicMs),
    errors: text(errors),
  };
}

/** For the model: said before anything that comes next can keep it from being said. */
export function tell(event: object): void {
  writeSync(3, `${JSON.stringify(event)}\n`);
}

async function* parsed<Event>(lines: Readable): AsyncGenerator<Event> {
  for await (const line of createInterface({ input: lines })) yield JSON.parse(line) as Event;
}
