import { MockServerError } from '../../mock-server/client.ts';
import {
  CLAIMS_FORMAT_VERSION,
  type ClaimsFile,
  type Outcome,
} from '../../results/claims-format.ts';
import type { Claim, ClaimCase } from '../claim-contract.ts';
import { HarnessError } from '../errors.ts';
import { Launcher } from '../measure/launcher.ts';
import type { ClaimsOptions } from './options.ts';
import { workSettings } from '../engine/settings.ts';
import { readEnvironment } from '../engine/environment.ts';
import { createPlan } from '../engine/plan.ts';
import { privateExecutable } from '../engine/private-executable.ts';
import type { Watch } from '../engine/progress.ts';
import { ScratchFolder } from '../engine/scratch-folder.ts';
import { CACHE_DIR } from '../engine/session.ts';
import type { OutputFolder } from '../output/output-folder.ts';
import { ClaimsFileWriter } from './claims-file.ts';
import { MockServers } from './mock-servers.ts';
import { runModelCase } from './model-case.ts';
import { runProgramCase } from './program-case.ts';
import { createWorkCatalog } from './work.ts';

type Runner = (
  one: ClaimCase,
  place: { readonly round: number; readonly position: number },
) => Promise<Outcome>;

/**
 * Measures every claim, one after the other, and keeps the file up to date; the file as it is at the
 * end. Throws HarnessError; what was measured until then is saved.
 */
export async function runClaims(
  claims: readonly Claim[],
  options: ClaimsOptions,
  output: OutputFolder,
  watch: Watch,
): Promise<ClaimsFile> {
  using folder = new ScratchFolder();
  const scratch = folder.path;
  const writer = await ClaimsFileWriter.create(output, await emptyFile(claims, options));
  try {
    await using servers = new MockServers({ seed: options.seed, cacheDir: CACHE_DIR });
    await using launcher = await Launcher.start();
    const executable = await privateExecutable(CACHE_DIR);
    const runner = createRunner({ launcher, executable, servers, scratch }, watch.signal);
    watch.progress.begin();
    await measureAll(claims, { options, writer, runner, watch });
    return await writer.end(watch.signal.aborted ? 'incomplete' : 'complete');
  } catch (error) {
    const file = await writer.end('incomplete');
    if (watch.signal.aborted) return file;
    if (!(error instanceof MockServerError)) throw error;
    throw new HarnessError('mock-server', error.message, { cause: error });
  } finally {
    watch.progress.end();
  }
}

/** All rounds of a claim, then the next: what belongs together is measured within its minute. */
async function measureAll(
  claims: readonly Claim[],
  context: {
    readonly options: ClaimsOptions;
    readonly writer: ClaimsFileWriter;
    readonly runner: Runner;
    readonly watch: Watch;
  },
): Promise<void> {
  const { options, writer, runner, watch } = context;
  const { progress, signal } = watch;
  const plan = claims.flatMap((claim) => {
    const cases = roundsOf(claim, options) * claim.cases(options.scale).length;
    return Array.from({ length: cases }, () => claim.name);
  });
  for (const claim of claims) {
    const nextOrder = createPlan(options.seed);
    const groups = claim.cases(options.scale).map((one) => [one]);
    for (let round = 0; round < roundsOf(claim, options); round++) {
      for (const [position, one] of nextOrder(groups).entries()) {
        const outcome = await runner(one, { round, position });
        // A case that Ctrl-C ended says nothing about its claim.
        if (signal.aborted) return;
        await writer.add({ claim: claim.name, case: one.id, round, outcome });
        const place = `${claim.name}, ${one.id}, round ${round}`;
        if (outcome.status === 'failed') progress.note(`${place}: ${outcome.cause}`);
        const done = writer.file.observations.length;
        progress.step(`${claim.name}: case`, claim.name, done, plan.slice(done));
      }
    }
  }
}

function createRunner(
  parts: {
    readonly launcher: Launcher;
    readonly executable: string;
    readonly servers: MockServers;
    readonly scratch: string;
  },
  signal: AbortSignal,
): Runner {
  const prepare = createWorkCatalog(parts.scratch);
  const workOf = async (latencyMs: number, workload: string, given: object) => {
    const mock = await parts.servers.at(latencyMs);
    const settings = { ...workSettings(given), origin: mock.url };
    return { mock, work: await prepare(workload, settings, mock) };
  };
  return async (one, place) => {
    if (one.kind === 'model') {
      const { latencyMs = 50, workload = 'fetch-pokemon', settings = {} } = one;
      const context = { ...parts, ...(await workOf(latencyMs, workload, settings)) };
      return runModelCase(one, context, place, signal);
    }
    const extra = one.needsBodies
      ? { bodyPackPath: (await workOf(0, 'fetch-pokemon', {})).work.bodyPackPath }
      : {};
    return runProgramCase(one, { ...parts, extra }, signal);
  };
}

function roundsOf(claim: Claim, { rounds, scale }: ClaimsOptions): number {
  return rounds ?? claim.rounds[scale];
}

async function emptyFile(claims: readonly Claim[], options: ClaimsOptions): Promise<ClaimsFile> {
  return {
    kind: 'claims',
    formatVersion: CLAIMS_FORMAT_VERSION,
    status: 'running',
    startedAt: new Date().toISOString(),
    endedAt: null,
    command: [...options.command],
    environment: await readEnvironment(),
    seed: options.seed,
    scale: options.scale,
    claims: claims.map((claim) => ({ name: claim.name, rounds: roundsOf(claim, options) })),
    observations: [],
  };
}
