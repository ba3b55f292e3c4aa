import { writeSync } from 'node:fs';

import { connectMockServer } from '../../mock-server/client.ts';
import { monotonicMs } from '../clock.ts';
import { HarnessError } from '../errors.ts';
import { importChecked, kindOf } from './checked-module.ts';
import { describeModel, describeWorkload } from './describe.ts';
import { findProgram } from './found-program.ts';
import type { InspectLine, InspectSpec, ReferenceProgress, ReferenceSpec } from './protocol.ts';
import { referenceRun } from './reference.ts';

// The process that loads what is to be measured, so that a bad file harms no other. Not measured.

/** How long the event loop may go on after the work: closing takes some turns. */
const CLOSING_MS = 1000;
const PROGRESS_MS = 200;

const spec = JSON.parse(process.argv[2] ?? '') as InspectSpec;

if (spec.task === 'kind') {
  await saying(async () => ({ type: 'kind', kind: await kindOf(spec.module) }));
  process.exit();
} else if (spec.task === 'models') {
  for (const module of spec.modules) {
    await saying(async () => ({ type: 'model', traits: await describeModel(module) }));
  }
  process.exit();
} else if (spec.task === 'programs') {
  for (const module of spec.modules) {
    await saying(async () => ({ type: 'program', found: await findProgram(module, spec.machine) }));
  }
  process.exit();
} else if (spec.task === 'workload') {
  const { module, settings } = spec;
  await saying(async () => ({
    type: 'workload',
    traits: await describeWorkload(module, settings),
  }));
  process.exit();
} else {
  const done = await saying(() => refer(spec));
  if (!done) process.exit();
  // Runs only if something keeps the event loop going.
  setTimeout(leftOpen, CLOSING_MS, spec.module.shown).unref();
}

async function refer({ module, mockUrl, ...rest }: ReferenceSpec): Promise<InspectLine> {
  const workload = await importChecked('workload', module);
  const mock = mockUrl === null ? null : await connectMockServer(mockUrl);
  const onItem = told();
  const reference = await referenceRun({ ...rest, workload, shown: module.shown, mock, onItem });
  return { type: 'reference', reference };
}

/** Says now and then how far the work is; after an item, since those may block the event loop. */
function told(): (progress: ReferenceProgress) => void {
  let saidAtMs = monotonicMs();
  return (progress) => {
    if (monotonicMs() - saidAtMs < PROGRESS_MS) return;
    saidAtMs = monotonicMs();
    say({ type: 'progress', ...progress });
  };
}

/** Whether it could be said; what the user can fix is said instead. */
async function saying(ask: () => Promise<InspectLine>): Promise<boolean> {
  try {
    say(await ask());
    return true;
  } catch (error) {
    if (!(error instanceof HarnessError)) throw error;
    say({ type: 'problem', code: error.code, message: error.message });
    return false;
  }
}

function leftOpen(shown: string): void {
  // Standard streams are pipes too, and keep no event loop going.
  const known = ['Immediate', 'PipeWrap', 'TTYWrap'];
  const open = new Set(process.getActiveResourcesInfo().filter((name) => !known.includes(name)));
  say({
    type: 'problem',
    code: 'left-open',
    message: `${shown} leaves something open after close: ${[...open].join(', ') || 'a pipe'}; a trial would never end`,
  });
  process.exit();
}

function say(line: InspectLine): void {
  writeSync(3, `${JSON.stringify(line)}\n`);
}
