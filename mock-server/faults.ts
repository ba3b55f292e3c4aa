import { hashText } from './data/seeded.ts';
import { FlagError } from './flags.ts';
import { nearest } from './nearest.ts';

/** What may be wrong with an answer; docs/faults.md says what each is. */
export const FAULT_KINDS = [
  'status-429',
  'status-500',
  'status-503',
  'slow',
  'stall',
  'reset',
  'short',
  'truncated',
  'bad-gzip',
  'bad-header',
  'wrong-type',
  'challenge',
] as const;

export type FaultKind = (typeof FAULT_KINDS)[number];

/** One kind of fault, and how often it comes. */
export interface Fault {
  readonly kind: FaultKind;
  /** Of all attempts, 0 to 100. */
  readonly percent: number;
  /** How much later a slow answer begins; null for the other kinds. */
  readonly delayMs: number | null;
}

/** Each kind at most once, and no more than 100 % together. */
export type FaultPlan = readonly Fault[];

/** Placeholder of the flag. */
export const FAULTS_VALUE = 'KIND=SHARE%,…';

const DEFAULT_DELAY_MS = 500;
const LONGEST_DELAY_MS = 60_000;

/** As people write it, such as `status-503=2%,slow=5%:500ms`. Throws FlagError. */
export function parseFaults(text: string): FaultPlan {
  const plan = text.split(',').map((part) => parseFault(part.trim()));
  const twice = plan.find(({ kind }, index) => plan.findIndex((one) => one.kind === kind) < index);
  if (twice !== undefined) throw badFaults(`names ${twice.kind} twice`);
  const sum = plan.reduce((total, { percent }) => total + percent, 0);
  // Shares have up to four digits after the point, and their sum has no more.
  if (Math.round(1e4 * sum) > 1e6) throw badFaults('adds up to more than 100 %');
  return plan;
}

/** The same text for the same plan; `parseFaults` reads it. */
export function printFaults(plan: FaultPlan): string {
  return plan
    .map(({ kind, percent, delayMs }) => {
      const delay = delayMs === null ? '' : `:${delayMs}ms`;
      return `${kind}=${percent}%${delay}`;
    })
    .join(',');
}

/**
 * What is wrong with the answer to an attempt (from 1) at a resource; null for nothing. The same seed,
 * resource and attempt give the same fault, in any order of requests and on any machine.
 */
export function faultOf(
  resource: string,
  attempt: number,
  { plan, seed }: { readonly plan: FaultPlan; readonly seed: number },
): Fault | null {
  let left = 100 * (hashText(`${attempt} ${resource}`, seed) / 2 ** 32);
  for (const fault of plan) {
    if (left < fault.percent) return fault;
    left -= fault.percent;
  }
  return null;
}

/** By how much answers begin later on average. */
export function meanDelayMs(plan: FaultPlan): number {
  return plan.reduce((sum, { percent, delayMs }) => sum + (percent / 100) * (delayMs ?? 0), 0);
}

/** Only documents have faults: without its list a trial has no work, whatever the model. */
export function mayHaveFaults(resource: string): boolean {
  return /^\/api\/v2\/pokemon\/[^/]+$/.test(resource);
}

function parseFault(text: string): Fault {
  const [, name = '', share, delay] =
    /^([\w-]+)=(\d{1,3}(?:\.\d{1,4})?)%(?::(\d{1,5})ms)?$/.exec(text) ?? [];
  if (share === undefined) {
    throw badFaults(`has "${text}": each must be as reset=1% or slow=5%:500ms`);
  }
  const kind = FAULT_KINDS.find((known) => known === name);
  if (kind === undefined) throw unknownKind(name);
  if (delay !== undefined && kind !== 'slow')
    throw badFaults(`gives a time to ${kind}: only slow has one`);
  const delayMs = kind === 'slow' ? Number(delay ?? DEFAULT_DELAY_MS) : null;
  if (delayMs !== null && delayMs > LONGEST_DELAY_MS) {
    throw badFaults(`lets slow take ${delayMs} ms: ${LONGEST_DELAY_MS} is the most`);
  }
  return { kind, percent: Number(share), delayMs };
}

function unknownKind(name: string): FlagError {
  const meant = nearest(name, FAULT_KINDS);
  const hint = meant === null ? `known are ${FAULT_KINDS.join(', ')}` : `did you mean ${meant}?`;
  return badFaults(`has no kind "${name}": ${hint}`);
}

function badFaults(problem: string): FlagError {
  return new FlagError('bad-value', `--faults ${problem}`);
}
