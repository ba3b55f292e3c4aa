import type { Environment, RunFile, Scenario, WorkSettings } from '../../results/format.ts';
import { invocation } from '../project.ts';
import { formatAlternatives, formatCounts, formatTime, formatValue } from '../text/format.ts';
import { escapeText } from '../text/markdown.ts';
import { asksMock, isOwn, shared, working } from './shared.ts';

/** Under which conditions a run was made and how to make it again, in Markdown. */
export function conditionsSection(run: RunFile): string {
  const facts = conditions(run).map((fact) => `- ${escapeText(fact)}`);
  return ['## Conditions', '', ...facts].join('\n');
}

/** The same as plain sentences; what all scenarios share is said once. */
export function conditions(run: RunFile): readonly string[] {
  const { schedule, environments, startedAt } = run;
  const scenarios = working(run.scenarios);
  const again = invocation(schedule.command, ...schedule.arguments.map(shellWord));
  return [
    ...shared(scenarios, workText, (work, of) => `Work${of}: ${work}`),
    ...known(scenarios, 'What it does', summaryText),
    ...known(scenarios, 'Parameters', paramsText),
    ...modelFiles(scenarios),
    ...(asksMock(run)
      ? shared(scenarios, mockText, (mock, of) => `Mock server${of}: ${mock}`)
      : []),
    ...known(scenarios, 'Limits of a trial', limitsText),
    ...environments.flatMap((machine) =>
      isOwn(scenarios) ? ownFacts(run, machine) : machineFacts(machine),
    ),
    ...runtimesText(run),
    `Run: ${roundsText(run)} in random order (seed ${schedule.seed}), ${schedule.warmupRounds} warm-up${endingText(run)}; started ${formatTime(startedAt)}`,
    `Again: ${again}`,
  ];
}

/** Those that were asked for and are there. */
function runtimesText({ runtimes }: RunFile): readonly string[] {
  const here = runtimes.filter(({ engine }) => engine !== null);
  if (here.length === 0) return [];
  return [`Runtimes: ${here.map(({ name, engine }) => `${name} (${engine ?? ''})`).join(', ')}`];
}

/** `7 rounds`, or of a run that might end early, `9 of at most 20 rounds`. */
function roundsText({ scenarios, schedule, trials }: RunFile): string {
  const most = formatCounts(
    working(scenarios).map(({ rounds }) => rounds),
    'round',
  );
  const done = new Set(trials.map(({ round }) => round).filter((round) => round >= 0)).size;
  const rounds = schedule.looks.length > 1 ? `${done} of at most ${most}` : most;
  return schedule.scale === 'quick' ? `a first look (--quick), ${rounds}` : rounds;
}

function endingText({ ending, schedule: { looks } }: RunFile): string {
  if (ending === 'failed') return '; ended after the first, in which every model failed';
  if (ending === 'decided') {
    return '; ended when every difference in time, memory and CPU was detected or known to be below 10 %';
  }
  return looks.length > 1
    ? `; could have ended after ${formatAlternatives(looks.slice(0, -1).map(String))}`
    : '';
}

function workText({ workload, model, file, settings, mock }: Scenario): string {
  const name = workload ?? model;
  const work = file === null ? name : `${name} (${file})`;
  if (settings === null) return work;
  const { items, workers, inFlight, batchSize, encoding } = settings;
  const [what, asked] = mock === null ? ['items', ''] : ['requests', `, ${encoding}`];
  return `${work}, ${items} items, ${workers} workers with ${inFlight} ${what} in flight each, batches of ${batchSize}${asked}${attemptsText(settings)}`;
}

/** Said where attempts are counted. */
function attemptsText({ retries, requestTimeoutMs }: WorkSettings): string {
  if (retries === undefined) return '';
  return `, at most ${formatCounts([retries + 1], 'attempt')} at each, requests time out after ${requestTimeoutMs} ms`;
}

/** What is not empty. */
function known(
  scenarios: readonly Scenario[],
  what: string,
  textOf: (scenario: Scenario) => string,
): readonly string[] {
  return shared(scenarios, textOf, (text, of) =>
    text === '' ? '' : `${what}${of}: ${text}`,
  ).filter(Boolean);
}

function summaryText({ file, workloadSummary }: Scenario): string {
  return file === null ? '' : (workloadSummary ?? '');
}

function paramsText({ settings }: Scenario): string {
  const params = Object.entries(settings?.params ?? {});
  return params.map(([name, value]) => `${name}=${value}`).join(', ');
}

/** Those of the user's own. */
function modelFiles(scenarios: readonly Scenario[]): readonly string[] {
  return scenarios.flatMap(({ label, modelFile }) =>
    modelFile === null ? [] : [`Model ${label}: ${modelFile}`],
  );
}

function mockText({ mock }: Scenario): string {
  if (mock === null) return 'none';
  const { latencyMs, jitter, seed, faults, dataset } = mock;
  const faulty = faults === null ? '' : `; faults ${faults}`;
  return `${latencyMs} ms ± ${Math.round(100 * jitter)} %, seed ${seed}${faulty}; data ${dataset.source} (${dataset.version}), sha256 ${dataset.sha256.slice(0, 12)}`;
}

/** Empty without limits. */
export function limitsText({ limits }: Pick<Scenario, 'limits'>): string {
  const { memoryBytes = null, cores = null, nice = null } = limits ?? {};
  return [
    ...(memoryBytes === null ? [] : [`${formatValue(memoryBytes, 'bytes')} of memory`]),
    ...(cores === null ? [] : [`${cores.length === 1 ? 'core' : 'cores'} ${cores.join(', ')}`]),
    ...(nice === null ? [] : [`nice ${nice}`]),
  ].join('; ');
}

/** What it ran on. */
export function machineFacts(machine: Environment): readonly string[] {
  const { node, packages } = machine;
  return [machineText(machine), `Node ${node}; ${versions(packages)}; ${commitText(machine)}`];
}

function machineText({ cpuModel, memoryBytes, ...machine }: Environment): string {
  const { platform, kernel, loadAverage } = machine;
  return `Machine: ${cpuModel}, ${coresText(machine)}, ${(memoryBytes / 2 ** 30).toFixed(0)} GiB, ${platform}, kernel ${kernel}; load ${loadAverage[0]?.toFixed(2) ?? '?'} at the start`;
}

/** As the system counts them, hardware threads among them. */
function coresText({ cores, threadsPerCore }: Pick<Environment, 'cores' | 'threadsPerCore'>) {
  const siblings = threadsPerCore ?? 1;
  return `${cores} cores${siblings > 1 ? ` (${siblings} threads of each real one)` : ''}`;
}

/** Take part only where the mock server does. */
const FOR_REQUESTS = ['undici', 'msw', '@pkmn/dex'];

/** A user's work runs on the user's Node, and is of a commit of the user's repository. */
function ownFacts(run: RunFile, machine: Environment): readonly string[] {
  const packages = Object.entries(machine.packages).filter(
    ([name]) => asksMock(run) || !FOR_REQUESTS.includes(name),
  );
  const node = `Node ${machine.node}, which started the command`;
  return [
    machineText(machine),
    [node, ...(packages.length === 0 ? [] : [versions(Object.fromEntries(packages))])].join('; '),
    `Your files: ${commitText(machine)}`,
  ];
}

function versions(packages: Environment['packages']): string {
  return Object.entries(packages)
    .map(([name, version]) => `${name} ${version}`)
    .join(', ');
}

/** A version of the files as people name it. */
export function commitText({
  gitCommit,
  gitDirty,
}: Pick<Environment, 'gitCommit' | 'gitDirty'>): string {
  if (gitCommit === null) return 'no git commit';
  return `commit ${gitCommit.slice(0, 10)}${gitDirty === true ? ' with changes' : ''}`;
}

/** As a shell takes it for one word. */
function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
