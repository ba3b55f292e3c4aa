import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

import { programInput, reportFigures } from '../shared/program.ts';
import { programUrl } from '../../program-url.ts';
import type { CreationSpec } from './units.ts';
import { privateMemory } from './private-memory.ts';
import { unlessRefused } from './refusal.ts';

// Child processes, started at once; each says when it is up, and ends when all are.
const { count, withClient } = programInput<CreationSpec>();

const starts = await Promise.all(
  Array.from({ length: count }, () => unlessRefused(() => startChild())),
);
const children = starts.filter((child) => child !== null);
const memory = privateMemory([process.pid, ...children.flatMap(({ pid }) => pid ?? [])]);
await Promise.all(children.map(end));
reportFigures({ started: children.length, ...memory });

async function startChild(): Promise<ChildProcess> {
  const child = fork(programUrl(import.meta, './child'), [JSON.stringify(withClient)]);
  await once(child, 'message');
  return child;
}

async function end(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.disconnect();
  await ended;
}
