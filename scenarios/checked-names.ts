import type { SimpleWorkload, TrialSettings, Workload } from '../harness/contract.ts';
import { isJson, itemName, shownName } from './simple/item-name.ts';
import { misfit } from './simple/json-line.ts';
import { listItems, ListError } from './simple/list.ts';

/** Of an item in a message, in characters. */
const SHOWN_LENGTH = 60;

/**
 * The names of the items like listNames, each of them checked: for the reference run, which comes
 * before anything is measured, so that no trial has to. Throws ListError, which names the item.
 */
export async function checkedNames(
  workload: Workload,
  settings: TrialSettings,
): Promise<readonly string[]> {
  const names =
    'run' in workload
      ? await checkedItems(workload, settings)
      : checkedStrings(await workload.list(settings));
  if (names.length === 0) throw new ListError('the list is empty');
  const known = new Map<string, number>();
  for (const [index, name] of names.entries()) {
    const first = known.get(name);
    if (first !== undefined) throw refusal(name, index, `is the same as item ${first}`);
    known.set(name, index);
  }
  return names;
}

async function checkedItems(workload: SimpleWorkload, settings: TrialSettings): Promise<string[]> {
  const items = await listItems(workload, settings);
  // Not `map`, which leaves out the holes of an array.
  return Array.from(items, (item, index) => {
    const change = misfitOf(item);
    if (change !== null) throw new ListError(`item ${index}${change}, which JSON cannot hold`);
    const name = itemName(item);
    if (typeof item === 'string') checkString(name, index);
    return name;
  });
}

function checkedStrings(listed: unknown): string[] {
  if (!Array.isArray(listed)) throw new ListError('"list" must give an array');
  return Array.from(listed, (name: unknown, index) => {
    if (typeof name === 'string') return checkString(name, index);
    throw new ListError(`item ${index} is no string, which a workload with "compute" needs`);
  });
}

/** Names begin with NUL when they are JSON, and travel as UTF-8. */
function checkString(name: string, index: number): string {
  if (isJson(name)) throw refusal(JSON.stringify(name), index, 'begins with the character NUL');
  if (name.isWellFormed()) return name;
  throw refusal(JSON.stringify(name), index, 'has half of a surrogate pair');
}

/** `misfit`, which would not come to an end in a circle. */
function misfitOf(item: unknown): string | null {
  try {
    JSON.stringify(item);
  } catch (error) {
    return ` (${String(error).split('\n')[0] ?? ''})`;
  }
  return misfit(item);
}

function refusal(name: string, index: number, reason: string): ListError {
  const shown = shownName(name);
  const cut = shown.length > SHOWN_LENGTH ? `${shown.slice(0, SHOWN_LENGTH)}…` : shown;
  return new ListError(`item ${index}, ${cut}, ${reason}`);
}
