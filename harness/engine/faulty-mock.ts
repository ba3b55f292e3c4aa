import { shortened } from '../../mock-server/flags.ts';
import type { Schedule } from '../../results/format.ts';
import { HarnessError } from '../errors.ts';
import type { RunningMock } from './mocks.ts';
import type { ModelRun, PlannedScenario } from './scenario.ts';

/** What a run wants of its mock servers. */
export interface FaultyUse {
  /** Null for none of those that keep a run file. */
  readonly command: Schedule['command'] | null;
  readonly launches: boolean;
}

/** What faults were asked for. Throws HarnessError for a program, before it is built. */
export function refuseFaultyProgram(name: string, { mock, settings }: ModelRun): void {
  if ('faults' in mock) throw programConflict('--faults', name);
  if (settings.retries !== undefined) throw programConflict('--retries', name);
}

/** The same of a server that already runs, which says only now what it does. Throws HarnessError. */
export function refuseFaultyServer(
  { server: { url }, conditions: { own, faults } }: RunningMock,
  { scenario }: Pick<PlannedScenario, 'scenario'>,
  { command, launches }: FaultyUse,
): void {
  if (own || faults === null) return;
  if (scenario.kind === 'program') throw programConflict('--mock-url', scenario.id, faulty(faults));
  if (command === 'compare' && !launches) return;
  const why =
    command === 'compare'
      ? 'launches repeat items, which would meet other faults: add --launches 0'
      : 'only compare measures under faults: use a server without them';
  throw conflict(`--mock-url: the mock server at ${url} gives ${faulty(faults)}, and ${why}`);
}

/** Equal work under faults takes the same attempts as in the models, which no program counts. */
function programConflict(flag: string, name: string, what = ''): HarnessError {
  const of = what === '' ? '' : `, whose mock server gives ${what},`;
  return conflict(
    `${flag}${of} cannot be used with ${name}: a program in another language does not repeat attempts as the models do`,
  );
}

function faulty(faults: string): string {
  return `faulty answers (${shortened(faults)})`;
}

function conflict(message: string): HarnessError {
  return new HarnessError('flag-conflict', message);
}
