import { FlagError, type GivenFlags, numberOf, type NumberRange } from '../../mock-server/flags.ts';
import {
  type FaultPlan,
  FAULTS_VALUE,
  parseFaults,
  printFaults,
} from '../../mock-server/faults.ts';
import type { MockRequest } from '../engine/mocks.ts';
import { inRange, type MeasureOptions } from '../engine/options.ts';
import { HarnessError } from '../errors.ts';
import { invocation } from '../project.ts';

/** Faulty answers of the mock server, and what clients do about them. */
export interface GivenFaults {
  /** Such as `status-503=2%,reset=1%,slow=5%:500ms`. */
  readonly faults?: string | undefined;
  readonly retries?: number | undefined;
  readonly requestTimeoutMs?: number | undefined;
}

const RANGES = {
  retries: { flag: 'retries', min: 0, max: 10, whole: true },
  requestTimeoutMs: { flag: 'request-timeout', min: 100, max: 3_600_000, whole: true },
} as const satisfies Readonly<Record<string, NumberRange>>;

export const FAULT_FLAGS = {
  faults: {
    type: 'string',
    value: FAULTS_VALUE,
    help: 'faulty answers of the mock server, such as status-503=2%,reset=1%,slow=5%:500ms',
  },
  retries: {
    type: 'string',
    value: 'N',
    help: 'how often a request that failed is made again (default: 0)',
  },
  'request-timeout': {
    type: 'string',
    value: 'MS',
    help: 'how long a request waits for its answer or for more of it (default: 30000)',
  },
} as const;

/** Throws FlagError. */
export function givenFaults(flags: GivenFlags<typeof FAULT_FLAGS>): GivenFaults {
  return {
    faults: flags.faults,
    retries: numberOf(RANGES.retries, flags.retries),
    requestTimeoutMs: numberOf(RANGES.requestTimeoutMs, flags['request-timeout']),
  };
}

/** The same options with faults, retries and the timeout of requests. Throws HarnessError. */
export function withFaults(options: MeasureOptions, given: GivenFaults): MeasureOptions {
  const { settings, mock } = options;
  const { retries, requestTimeoutMs = settings.requestTimeoutMs } = given;
  const timed = {
    ...settings,
    requestTimeoutMs: inRange(RANGES.requestTimeoutMs, requestTimeoutMs),
    ...(retries !== undefined && { retries: inRange(RANGES.retries, retries) }),
  };
  const mockFlag = options.mockFlag ?? faultFlag(given);
  if (given.faults === undefined) return { ...options, settings: timed, mockFlag };
  return { ...options, settings: timed, mockFlag, mock: faultyMock(mock, given.faults, timed) };
}

/** The first of these flags that was given. */
function faultFlag({ faults, retries, requestTimeoutMs }: GivenFaults): string | null {
  const flags = { faults, retries, 'request-timeout': requestTimeoutMs };
  return Object.entries(flags).find(([, value]) => value !== undefined)?.[0] ?? null;
}

function faultyMock(
  mock: MockRequest,
  text: string,
  { requestTimeoutMs }: MeasureOptions['settings'],
): MockRequest {
  const plan = checkedPlan(text);
  if ('url' in mock) {
    const advice = `give it to the mock server instead (${invocation('mock', '--faults', '…')})`;
    throw conflict(`--faults has no effect with --mock-url: ${advice}`);
  }
  const delayMs = Math.max(0, ...plan.map((fault) => fault.delayMs ?? 0));
  const longestMs = mock.latencyMs * (1 + mock.jitter) + delayMs;
  // Whether one nearer to the limit is in time would depend on how fast the machine is.
  if (2 * longestMs > requestTimeoutMs) {
    const answer = `an answer may come after ${longestMs} ms, more than half of --request-timeout`;
    throw conflict(
      `--faults: ${answer} (${requestTimeoutMs} ms): use stall for one that never comes`,
    );
  }
  return { ...mock, faults: printFaults(plan) };
}

function checkedPlan(text: string): FaultPlan {
  try {
    return parseFaults(text);
  } catch (error) {
    if (!(error instanceof FlagError)) throw error;
    throw new HarnessError(error.code, error.message, { cause: error });
  }
}

function conflict(message: string): HarnessError {
  return new HarnessError('flag-conflict', message);
}
