import type { TrialSettings } from '../../contract.ts';
import type { Case } from '../step.ts';
import { SETTINGS, wholeTrial } from '../case-trial.ts';
import { wholeOutcome } from '../whole-work.ts';
import { bodyOf, LINES, NAMES } from '../workloads/pair.ts';

/** What is easily forgotten: beginnings, ends and remainders. */
const SIZES: Readonly<Record<string, Partial<TrialSettings>>> = {
  'one item for four workers': { items: 1, workers: 4 },
  'fewer items than workers': { items: 3, workers: 5, batchSize: 1 },
  'a last batch that is not full': { items: 7, batchSize: 3 },
  'batches of one item': { items: 7, batchSize: 1 },
  'one batch larger than all items': { items: 5, batchSize: 100 },
  'more items than names': { items: 23, workers: 3, batchSize: 4 },
  'one item in flight': { inFlight: 1 },
  'one worker': { items: 16, workers: 1, inFlight: 4 },
};

export const WHOLE_WORK: readonly Case[] = Object.entries(SIZES).map(([size, change]) => ({
  does: `does the whole work once: ${size}`,
  async check(subject) {
    const { items, workers } = { ...SETTINGS, ...change };
    const launched = await wholeTrial(subject, { workload: 'pair', settings: change });
    const bodyBytes = NAMES.map((name) => bodyOf(name).byteLength);
    return wholeOutcome(launched, { items, workers, lines: LINES, bodyBytes }, subject);
  },
}));

export const ONE_FUNCTION: Case = {
  does: 'does a workload of one function',
  isGate: true,
  async check(subject) {
    const launched = await wholeTrial(subject, { workload: 'simple' });
    const { items, workers } = SETTINGS;
    return wholeOutcome(launched, { items, workers, lines: SIMPLE_LINES }, subject);
  },
};

const SIMPLE_LINES = ['{"text":"mew","length":3}', '{"text":"猫","length":1}'];
