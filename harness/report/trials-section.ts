import type { Summary } from '../analysis/summary.ts';
import type {
  CompletedTrial,
  FailedTrial,
  InvalidTrial,
  TrialRecord,
} from '../../results/format.ts';
import { METRIC_NAMES, METRICS, type MetricName } from '../../results/metrics.ts';
import { roundName } from '../../results/round-name.ts';
import { formatTime, formatValue } from '../text/format.ts';
import { escapeHtml, htmlTable } from '../text/html.ts';
import { type Cell, columnsOf, type Table } from '../text/table.ts';
import { asksMock } from './shared.ts';

/** Every trial of every scenario, folded up: its figures, the machine's load, why it failed. */
export function trialsSection({ run, scenarios }: Summary): string {
  const counts = run.scenarios.some(({ settings }) => settings?.retries !== undefined);
  const shown = METRIC_NAMES.filter(
    (name) => (asksMock(run) || !OF_MOCK.includes(name)) && (counts || !OF_ATTEMPTS.includes(name)),
  );
  return scenarios
    .map(({ scenario }) => {
      const trials = run.trials.filter((trial) => trial.scenario === scenario.id);
      const each = trials.map((trial) => trialDetails(trial, shown));
      const good = trials.filter(({ status }) => status === 'completed').length;
      const summary = `${scenario.label}: ${good} of ${trials.length} trials completed`;
      return `<details><summary>${escapeHtml(summary)}</summary>\n${each.join('\n')}\n</details>`;
    })
    .join('\n');
}

/** Shown where attempts are counted. */
const OF_ATTEMPTS: readonly MetricName[] = ['retries', 'lostMs'];
/** Counted by the mock server, and shown where there is one. */
const OF_MOCK: readonly MetricName[] = ['requests', 'responseBytes'];

function trialDetails(trial: TrialRecord, shown: readonly MetricName[]): string {
  const round = roundName(trial.round);
  const head =
    trial.status === 'completed'
      ? escapeHtml(`${round}: ${figure(trial, 'wallMs')}, CPU ${figure(trial, 'cpuMs')}`)
      : `${escapeHtml(round)}: <span class="bad">${trial.status}</span>`;
  return `<details><summary>${head}</summary>\n${trialBody(trial, shown)}\n</details>`;
}

function trialBody(trial: TrialRecord, shown: readonly MetricName[]): string {
  const place = `<p class="note">Started ${escapeHtml(formatTime(trial.startedAt))}, number ${trial.position + 1} of its round.</p>`;
  switch (trial.status) {
    case 'completed':
      return `${place}\n${htmlTable(figuresTable(trial, shown))}\n${htmlTable(loopsTable(trial))}`;
    case 'invalid':
      return `${place}\n${invalidBody(trial)}`;
    case 'failed':
      return `${place}\n${failedBody(trial)}`;
  }
}

function invalidBody({ reasons, failuresByKind, examples, digest }: InvalidTrial): string {
  const kinds = Object.entries(failuresByKind).map(([kind, count]) => `${kind}: ${count}`);
  const lines = [...reasons, ...kinds, `digest ${digest}`];
  const stacks = examples.map(({ stack, message }) => `<pre>${escapeHtml(stack ?? message)}</pre>`);
  return `<ul>${lines.map((line) => `<li>${escapeHtml(line)}</li>`).join('')}</ul>${stacks.join('')}`;
}

function failedBody({ cause, message, exitCode, signal, stderr }: FailedTrial): string {
  const facts = [
    `${cause}: ${message}`,
    ...(exitCode === null ? [] : [`exit status ${exitCode}`]),
    ...(signal === null ? [] : [`signal ${signal}`]),
  ];
  const list = `<ul>${facts.map((fact) => `<li>${escapeHtml(fact)}</li>`).join('')}</ul>`;
  return stderr === '' ? list : `${list}\n<pre>${escapeHtml(stderr)}</pre>`;
}

function figuresTable(trial: CompletedTrial, shown: readonly MetricName[]): Table {
  const { stealShare, foreignCpuShare, cpuPressureShare } = trial.machine;
  const load = [
    ['other CPU', foreignCpuShare, 'CPU of all other processes, as a share of the machine'],
    ['steal', stealShare, 'time that the hypervisor took away'],
    ['pressure', cpuPressureShare, 'time in which some task waited for a core'],
  ] as const;
  return {
    title: 'Figures',
    columns: columnsOf(['figure'], ['value']),
    rows: [
      ...shown.map((name): readonly Cell[] => [
        { value: METRICS[name].title, detail: trial.unavailable[name] ?? METRICS[name].meaning },
        { value: figure(trial, name) },
      ]),
      ...load.map(([title, share, meaning]): readonly Cell[] => [
        { value: `machine: ${title}`, detail: meaning },
        { value: formatValue(share, 'share') },
      ]),
    ],
    notes: trial.digest === null ? [] : [`Digest ${trial.digest}`],
  };
}

function loopsTable({ loops, workers }: CompletedTrial): Table {
  return {
    title: 'Event loops',
    columns: columnsOf(['event loop'], ['pid', 'CPU', 'utilisation', 'items', 'done at']),
    rows: loops.map((loop) => {
      const worker = loop.role === 'worker' ? workers.find(({ id }) => id === loop.id) : undefined;
      return [
        { value: `${loop.role} ${loop.id}`, detail: loop.owner },
        { value: String(loop.pid) },
        { value: formatValue(loop.cpuUserMs + loop.cpuSystemMs, 'ms') },
        { value: formatValue(loop.loopUtilization, 'share') },
        { value: worker === undefined ? '' : String(worker.items) },
        { value: worker === undefined ? '' : formatValue(worker.endedMs, 'ms') },
      ];
    }),
    notes: [],
  };
}

function figure({ metrics }: CompletedTrial, name: MetricName): string {
  return formatValue(metrics[name] ?? null, METRICS[name].unit);
}
