import type { GivenOptions } from './options.ts';

type Value = string | number | boolean | undefined;
/** Several are a flag that is repeated. */
type Values = Value | readonly string[];

/**
 * The command line that asks for the same, to be kept in the run file: a report says how to repeat
 * its run. `more` are the flags of one command; a list is a flag that is repeated.
 */
export function commandWords(
  given: GivenOptions,
  more: Readonly<Record<string, Values>>,
): readonly string[] {
  const { models, modelFiles = [], params = {}, workload } = given;
  const flags: readonly (readonly [string, Value])[] = [
    ['models', typeof models === 'object' ? models.join(',') : models],
    ...modelFiles.map((file) => ['model', file] as const),
    ...Object.entries(params).map(([name, value]) => ['param', `${name}=${value}`] as const),
    ...Object.entries(more).flatMap(([name, values]) =>
      (isList(values) ? values : [values]).map((value) => [name, value] as const),
    ),
    ['seed', given.seed],
    ['items', given.items],
    ['workers', given.workers],
    ['in-flight', given.inFlight],
    ['batch-size', given.batchSize],
    ['encoding', given.encoding],
    ['latency', given.latencyMs],
    ['jitter', given.jitter],
    ['data', given.dataPath],
    ['mock-url', given.mockUrl],
    ['timeout', given.timeoutSeconds],
    ['memory-limit', given.memoryLimit],
    ['cores', coresWord(given.cores)],
    ['nice', given.nice],
  ];
  return [...(workload === undefined ? [] : [workload]), ...flags.flatMap(words)];
}

function isList(values: Values): values is readonly string[] {
  return typeof values === 'object';
}

/** One core alone is a range, since a number is how many. */
function coresWord(cores: GivenOptions['cores']): Value {
  if (typeof cores !== 'object') return cores;
  return cores.length === 1 ? `${cores[0] ?? ''}-${cores[0] ?? ''}` : cores.join(',');
}

function words([name, value]: readonly [string, Value]): readonly string[] {
  if (value === undefined || value === false) return [];
  return value === true ? [`--${name}`] : [`--${name}`, String(value)];
}
