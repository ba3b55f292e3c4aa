import { failureText } from '../../results/failure.ts';
import type { MetricName } from '../../results/metrics.ts';
import { acrossRuntimes, overHome } from '../analysis/across-runtimes.ts';
import { answer } from '../analysis/answer.ts';
import { budgetVerdicts } from '../analysis/budgets.ts';
import { type Decision, decisions } from '../analysis/decisions.ts';
import { type Failure, failures } from '../analysis/failures.ts';
import { faultsMet } from '../analysis/faults.ts';
import { parallelCapacities } from '../analysis/capacity.ts';
import type { OnceUp } from '../analysis/once-up.ts';
import { rank, type RankedMetric, sharedBaseline } from '../analysis/ranking.ts';
import { runFindings } from '../analysis/run-findings.ts';
import { CONFIDENCE } from '../analysis/confidence.ts';
import { type ScenarioSummary, type Summary } from '../analysis/summary.ts';
import { overMain } from '../analysis/variants.ts';
import type { RatioInterval } from '../stats/ratio.ts';
import { printableJson } from '../text/printable.ts';
import { openingLines } from './report.ts';
import { jsonBudgets } from './tables/budgets.ts';
import { counters } from './tables/programs.ts';

/** Of this document, not of the run file. */
const FORMAT_VERSION = 1;

export type CompareDocument = ReturnType<typeof compareDocument>;

export function jsonReport(all: Summary): string {
  return printableJson(compareDocument(all));
}

/** The document of `compare --json`; made by hand so that it can outlive internal names. */
export function compareDocument(all: Summary) {
  const decided = new Map(decisions(all).map((one) => [one.model, one]));
  return {
    formatVersion: FORMAT_VERSION,
    status: all.run.status,
    headline: openingLines(all).join(' '),
    answer: jsonAnswer(all),
    scenarios: all.scenarios.map((scenario) => ({
      ...jsonScenario(all, scenario),
      ...jsonDecision(decided.get(scenario)),
    })),
    runtimes: all.run.runtimes.map(({ name, engine, lacks }) => ({ name, engine, lacks })),
    notRun: all.run.notRun.map(({ model, runtime, reason }) => ({ model, runtime, reason })),
    capacities: parallelCapacities(all.run, CONFIDENCE).map(({ copies, cores }) => ({
      ...{ copies, cores: interval(cores) },
    })),
    budgets: jsonBudgets(budgetVerdicts(all.run)),
    findings: runFindings(all).map(({ code, severity, scenario, seen, advice }) => ({
      ...{ code, severity, scenario, seen, advice },
    })),
  };
}

/** `model` is null where none can be recommended; `recommendation` says why. */
function jsonAnswer(all: Summary) {
  const { model, recommendation, cost, confidence } = answer(all);
  const best = all.scenarios.find(({ scenario }) => scenario.id === model);
  return { model: best?.scenario.model ?? null, recommendation, cost, confidence };
}

/** A scenario that is not valid has a digest but no figures. */
function jsonScenario(all: Summary, summary: ScenarioSummary) {
  const { scenario, speedup, cpuOverFloor, onceUp } = summary;
  const ratios = overMain(all.run, scenario);
  const isBaseline = summary.valid && scenario.id === sharedBaseline(all);
  const figures = (metric: MetricName) =>
    summary.valid ? interval(summary.metrics[metric]) : null;
  return {
    ...{ model: scenario.model, kind: scenario.kind },
    ...{ variantOf: scenario.variantOf, form: scenario.form },
    workload: scenario.workload,
    workloadFile: scenario.file,
    modelFile: scenario.modelFile,
    ...{ language: scenario.language, runtime: scenario.runtime },
    counters: counters(all.run, scenario),
    params: scenario.settings?.params ?? {},
    sharedBytes: scenario.sharedBytes,
    valid: summary.valid,
    trials: summary.completed,
    failed: summary.failed + summary.invalid,
    timeMs: figures('wallMs'),
    cpuMs: figures('cpuMs'),
    peakRssBytes: figures('peakRssBytes'),
    peakPssBytes: figures('peakPssBytes'),
    cpuOverFloor: cpuOverFloor?.ratio ?? null,
    speedup: isBaseline ? SAME : ratio(speedup),
    overHome: ratio(timeOverHome(all, summary)),
    onceUp: onceUp && jsonOnceUp(onceUp, isBaseline),
    overMain: ratios && {
      timeMs: ratio(ratios.wallMs),
      cpuMs: ratio(ratios.cpuMs),
      peakPssBytes: ratio(ratios.peakPssBytes),
    },
    ranks: ranksOf(all, summary),
    digest: summary.last?.digest ?? null,
    faults: jsonFaults(summary),
    failures: failures(all)
      .filter((failure) => failure.scenario === summary)
      .map(jsonFailure),
  };
}

/** Null without faulty answers. */
function jsonFaults(summary: ScenarioSummary) {
  const met = summary.valid ? faultsMet(summary) : null;
  return met && { ...met, retries: interval(met.retries), lostMs: interval(met.lostMs) };
}

/** Of the same model in the home runtime. */
function timeOverHome(all: Summary, summary: ScenarioSummary): RatioInterval | null {
  const row = acrossRuntimes(all).find(({ one }) => one === summary);
  return row === undefined ? null : overHome(all, row, 'wallMs');
}

/** What an item costs a model whose workers are up. */
function jsonOnceUp(onceUp: OnceUp, isBaseline: boolean) {
  return {
    launches: onceUp.launches,
    itemMs: interval(onceUp.itemMs),
    itemCpuMs: interval(onceUp.itemCpuMs),
    latencyP50Ms: interval(onceUp.latencyP50Ms),
    latencyP99Ms: interval(onceUp.latencyP99Ms),
    cpuOverFloor: ratio(onceUp.cpuOverFloor),
    speedup: isBaseline ? SAME : ratio(onceUp.speedup),
  };
}

const SAME = { ratio: 1, low: 1, high: 1 };

/** What a model costs to start, and from how many items on that pays off. */
function jsonDecision(found: Decision | undefined) {
  return {
    startMs: interval(found?.startMs ?? null),
    payOff: found?.payOff ?? null,
  };
}

function jsonFailure({ trial, rounds }: Failure) {
  const examples = trial.status === 'invalid' ? trial.examples : [];
  return { status: trial.status, rounds, reason: failureText(trial), examples };
}

/** Shared where no difference was detected; null for what is not ranked, and with too few rounds. */
function ranksOf(all: Summary, { scenario }: ScenarioSummary) {
  const of = (metric: RankedMetric) => rank(all, metric).ranks?.get(scenario.id) ?? null;
  const ranks = {
    ...{ timeMs: of('wallMs'), peakPssBytes: of('peakPssBytes'), cpuMs: of('cpuMs') },
    ...{ itemMs: of('itemMs'), itemCpuMs: of('itemCpuMs') },
  };
  return Object.values(ranks).every((place) => place === null) ? null : ranks;
}

function interval(value: { estimate: number; low: number; high: number } | null) {
  return value && { median: value.estimate, low: value.low, high: value.high };
}

function ratio(value: RatioInterval | null) {
  return value && { ratio: value.ratio, low: value.low, high: value.high };
}
