import { programInput, reportFigures } from '../shared/program.ts';
import { startWorker } from '../shared/workers.ts';
import type { ClaimWorker, WorkerKind } from '../shared/workers/worker.ts';
import { monotonicMs } from '../../../harness/clock.ts';
import { programUrl } from '../../program-url.ts';
import type { Delays, Hog, Stretch } from './worker.ts';

export interface HogInput {
  readonly kind: WorkerKind;
  /** Event loops, and light tasks on all of them together. */
  readonly loops: number;
  readonly tasks: number;
  readonly periodMs: number;
  /** How long the hog computes, and a slice of that. */
  readonly holdMs: number;
  readonly sliceMs: number;
}

/** For the order to reach every loop before the stretch begins. */
const LEAD_MS = 25;

// Loops with light tasks; the first of them also gets a hog. The same stretch of time without it,
// with one that does not pause, and with two that pause between slices.
const input = programInput<HogInput>();
const loops = await Promise.all(Array.from({ length: input.loops }, openLoop));

// Once for the compiler.
await measure(null);
const quiet = await measure(null);
const hold = await measure({ pause: 'none', sliceMs: input.sliceMs });
const awaiting = await measure({ pause: 'await', sliceMs: input.sliceMs });
const yielding = await measure({ pause: 'setImmediate', sliceMs: input.sliceMs });
for (const { worker } of loops) await worker.stop?.();

reportFigures({
  ...figures('quiet', quiet),
  ...figures('hold', hold),
  ...figures('await', awaiting),
  ...figures('yield', yielding),
});

interface Loop {
  readonly worker: ClaimWorker<Stretch>;
  /** Its next message. */
  next(): Promise<Delays>;
}

async function openLoop(): Promise<Loop> {
  let replied: (delays: Delays) => void = () => undefined;
  const worker = await startWorker<Stretch, Delays>({
    kind: input.kind,
    program: programUrl(import.meta, './worker'),
    received(delays) {
      replied(delays);
    },
  });
  return {
    worker,
    next: () =>
      new Promise((resolve) => {
        replied = resolve;
      }),
  };
}

/** What each loop's tasks met in one stretch. */
function measure(hog: Hog | null): Promise<readonly Delays[]> {
  const startAtMs = monotonicMs() + LEAD_MS;
  const replies = loops.map((loop, index) => {
    const reply = loop.next();
    loop.worker.send({
      startAtMs,
      durationMs: input.holdMs,
      tasks: input.tasks / input.loops,
      periodMs: input.periodMs,
      hog: index === 0 ? hog : null,
    });
    return reply;
  });
  return Promise.all(replies);
}

function figures(stretch: string, loops: readonly Delays[]): Record<string, number> {
  const isHit = (delayMs: number) => delayMs >= input.holdMs / 2;
  const tasks = loops.flatMap(({ delaysMs }) => delaysMs);
  const sorted = tasks.flat().sort((a, b) => a - b);
  const quantile = (share: number) => sorted[Math.ceil(share * sorted.length) - 1] ?? NaN;
  const hitLoops = loops.filter(({ delaysMs }) => delaysMs.flat().some(isHit));
  return {
    [`${stretch}.p50Ms`]: quantile(0.5),
    [`${stretch}.p99Ms`]: quantile(0.99),
    [`${stretch}.maxMs`]: quantile(1),
    [`${stretch}.loopsHitShare`]: hitLoops.length / loops.length,
    [`${stretch}.tasksHitShare`]:
      tasks.filter((delays) => delays.some(isHit)).length / tasks.length,
  };
}
