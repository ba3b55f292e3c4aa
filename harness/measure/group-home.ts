import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';

import { levelsOf } from './cgroup.ts';
import { contentOf, type Proc } from './proc.ts';

/** Where groups of trials can be, or why nowhere. */
export type GroupHome = { readonly folder: string } | { readonly lacks: string };

const UNIFIED = 'start the system with systemd.unified_cgroup_hierarchy=1';
const DELEGATE = 'use systemd-run --user --scope -p Delegate=yes, or root';

/**
 * The nearest control group, from the own one upwards, that hands its control of memory down to groups in
 * it, and in which this process may make some and move its children there. The kernel lets no group do so
 * that has processes of its own, so as a rule it is the one above (cgroups(7), "no internal processes").
 */
export function groupHome(proc: Proc | null): GroupHome {
  if (proc === null) return { lacks: 'this system has none' };
  const { version, folders } = levelsOf(proc, 'memory');
  if (version === 1) return { lacks: `the memory controller is in version 1 here (${UNIFIED})` };
  const dividing = folders.filter((folder) => handsDown(folder));
  const folder = dividing.find((one) => isWritable(one) && isWritable(join(one, 'cgroup.procs')));
  if (folder !== undefined) return { folder };
  const [nearest] = dividing;
  return nearest === undefined
    ? { lacks: `no group above this process hands the control of memory down (${DELEGATE})` }
    : { lacks: `this process may not write to ${nearest} (${DELEGATE})` };
}

function handsDown(folder: string): boolean {
  const given = contentOf(join(folder, 'cgroup.subtree_control'))?.toString('latin1') ?? '';
  return given.trim().split(' ').includes('memory');
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
