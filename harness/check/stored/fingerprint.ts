import { hash } from 'node:crypto';

import type { Environment, Limits, RunFile, WorkSettings } from '../../../results/format.ts';
import { environmentOf } from '../../analysis/environment.ts';
import { formatValue } from '../../text/format.ts';

/** What a run was made of, as names and texts that can be shown when two differ. */
export type Traits = Readonly<Record<string, string>>;

type Trait = string | number | null | undefined;

/** The machine and runtime; raw figures compare only where all of it is the same. */
export function machineTraits(run: RunFile): Traits {
  const environment = machineOf(run);
  const { machineCores, cpuQuotaCores, variables } = environment;
  return {
    host: environment.host ?? 'unknown',
    'cpu model': environment.cpuModel,
    cores: `${environment.cores}`,
    'cores of the machine': `${machineCores ?? 'unknown'}`,
    'CPU quota': cpuQuotaCores === null ? 'none' : `${cpuQuotaCores.toFixed(2)} cores`,
    // Two digits: a kernel keeps a little more or less for itself.
    memory: `${Number((environment.memoryBytes / 2 ** 30).toPrecision(2))} GiB`,
    platform: environment.platform,
    // Beyond the second number it is patches of the distribution.
    kernel: environment.kernel.split('.').slice(0, 2).join('.'),
    node: environment.node,
    ...variables,
  };
}

/** The work and how the mock server serves it; nothing compares where any of it differs. */
export function workTraits({ scenarios }: RunFile): Traits {
  const each = scenarios.map(
    ({ workload, file, settings, mock, limits }): Readonly<Record<string, Trait>> => ({
      workload,
      ...(file !== null && { file }),
      ...(settings && flat(settings)),
      ...(limits && limitTraits(limits)),
      ...(mock && { latencyMs: mock.latencyMs, jitter: mock.jitter, 'mock seed': mock.seed }),
    }),
  );
  const names = [...new Set(each.flatMap((traits) => Object.keys(traits)))];
  return Object.fromEntries(
    names.map((name) => [name, distinct(each.map((traits) => traits[name]))]),
  );
}

/** The documents that are served. */
export function dataHash({ scenarios }: RunFile): string {
  return distinct(scenarios.map(({ mock }) => mock?.dataset.sha256));
}

/** What the work comes to. */
export function resultsDigest({ scenarios }: RunFile): string {
  return distinct(scenarios.map(({ expected }) => expected?.digest));
}

/** What the run was measured on: `compare` and `baseline` have one machine. */
export function machineOf(run: RunFile): Environment {
  const [first] = run.scenarios;
  if (first === undefined) throw new Error('the run has no scenario');
  return environmentOf(run, first);
}

/**
 * Name of the folder for runs that compare in every respect: readable first, then 12 digits of a
 * SHA-256 over all traits and the version of the stored format.
 */
export function fingerprint(run: RunFile, version: number): string {
  const machine = machineTraits(run);
  const all = { ...machine, ...workTraits(run), data: dataHash(run), version };
  const digest = hash('sha256', JSON.stringify(all)).slice(0, 12);
  const words = [
    machine['cpu model'],
    `${machine['cores'] ?? ''}cores`,
    `node${machine['node'] ?? ''}`,
  ];
  const readable = words
    .join(' ')
    .toLowerCase()
    .replaceAll(/[^a-z0-9.]+/g, '-');
  return `${readable.replaceAll(/^[-.]+|-+$/g, '')}-${digest}`;
}

/** Names of traits that differ, with both values. */
export function differences(stored: Traits, here: Traits): readonly string[] {
  const names = new Set([...Object.keys(stored), ...Object.keys(here)]);
  return [...names]
    .filter((name) => stored[name] !== here[name])
    .map((name) => `${name} ${stored[name] ?? 'none'}, here ${here[name] ?? 'none'}`);
}

function flat({ params, ...settings }: WorkSettings): Readonly<Record<string, Trait>> {
  const own: readonly (readonly [string, string])[] = Object.entries(params).map(
    ([name, value]) => [`param ${name}`, String(value)],
  );
  return { ...settings, ...Object.fromEntries(own) };
}

function limitTraits({ memoryBytes, cores, nice }: Limits): Readonly<Record<string, Trait>> {
  return {
    ...(memoryBytes !== null && { 'memory limit': formatValue(memoryBytes, 'bytes') }),
    ...(cores !== null && { 'cores of trials': cores.join(',') }),
    ...(nice !== null && { nice }),
  };
}

/** One value as a rule: all models do the same work, and a floor asks no mock server. */
function distinct(values: readonly Trait[]): string {
  return [...new Set(values.filter((value) => value != null))].join(' ');
}
