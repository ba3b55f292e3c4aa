import { hash } from 'node:crypto';

import type { RunFile } from '../../../results/format.ts';

/** What a run was made of, as names and texts that can be shown when two differ. */
export type Traits = Readonly<Record<string, string>>;

/** The machine and runtime; raw figures compare only where all of it is the same. */
export function machineTraits({ environment }: RunFile): Traits {
  return {
    'cpu model': environment.cpuModel,
    cores: `${environment.cores}`,
    memory: `${Math.round(environment.memoryBytes / 2 ** 30)} GiB`,
    platform: environment.platform,
    // Beyond the second number it is patches of the distribution.
    kernel: environment.kernel.split('.').slice(0, 2).join('.'),
    node: environment.node,
    'node options': environment.nodeOptions.join(' '),
  };
}

/** The work and how the mock server serves it; nothing compares where any of it differs. */
export function workTraits({ settings, mockServer, scenarios }: RunFile): Traits {
  return {
    workload: [...new Set(scenarios.map(({ workload }) => workload))].join(' '),
    ...Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, `${value}`])),
    latencyMs: `${mockServer.latencyMs}`,
    jitter: `${mockServer.jitter}`,
    'mock seed': `${mockServer.seed}`,
  };
}

/** The documents that are served. */
export function dataHash({ mockServer }: RunFile): string {
  return mockServer.dataset.sha256;
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
