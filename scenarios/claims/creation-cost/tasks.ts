import { programInput, reportFigures } from '../shared/program.ts';
import type { CreationSpec } from './units.ts';
import { privateMemory } from './private-memory.ts';

// Async tasks of one event loop: all are started and wait at a gate, are counted while they do,
// and end when it opens. They share whatever the process has loaded.
const { count, withClient } = programInput<CreationSpec>();
if (withClient) await import('undici/lib/dispatcher/pool.js');

const gate = Promise.withResolvers<undefined>();
const tasks = Array.from({ length: count }, task);
const memory = privateMemory([process.pid]);
gate.resolve(undefined);
await Promise.all(tasks);
reportFigures({ started: tasks.length, ...memory });

async function task(): Promise<void> {
  await gate.promise;
}
