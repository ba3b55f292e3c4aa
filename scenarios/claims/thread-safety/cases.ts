import type { ClaimCase, Scale } from '../../../harness/claim-contract.ts';
import { programUrl } from '../../program-url.ts';
import type { AloneSpec, RaceSpec } from './spec.ts';

/** Counters so far apart are never on one cache line, nor on two that are fetched together. */
const PADDED_BYTES = 128;

/** Of a quick run, of those of a full one. */
const QUICK_SHARE = 0.4;

/** Updates by each thread or reads, so that both threads are at work for a while. */
const RACES: Readonly<Record<string, RaceSpec>> = {
  'count-plain': { kind: 'count', how: 'plain', apartBytes: 0, updates: 100e6 },
  'count-atomics': { kind: 'count', how: 'atomics', apartBytes: 0, updates: 8e6 },
  'count-lock': { kind: 'count', how: 'lock', apartBytes: 0, updates: 1e6 },
  'count-adjacent': { kind: 'count', how: 'atomics', apartBytes: 4, updates: 8e6 },
  'count-padded': { kind: 'count', how: 'atomics', apartBytes: PADDED_BYTES, updates: 8e6 },
  'read-record': { kind: 'read', what: 'record', reads: 20e6 },
  'read-record-with-lock': { kind: 'read', what: 'record-with-lock', reads: 1e6 },
  'read-value': { kind: 'read', what: 'value', reads: 30e6 },
  'read-value-over-lines': { kind: 'read', what: 'value-over-lines', reads: 30e6 },
};

export const ALONE = 'alone';

export function safetyCases(scale: Scale): readonly ClaimCase[] {
  const share = scale === 'full' ? 1 : QUICK_SHARE;
  const races = Object.entries(RACES).map(([id, spec]): ClaimCase => ({
    kind: 'program',
    id,
    program: programUrl(import.meta, './race'),
    input:
      spec.kind === 'count'
        ? { ...spec, updates: share * spec.updates }
        : { ...spec, reads: share * spec.reads },
  }));
  const alone: ClaimCase = {
    kind: 'program',
    id: ALONE,
    program: programUrl(import.meta, './alone'),
    input: { timeMs: share * 100 } satisfies AloneSpec,
  };
  return [...races, alone];
}
