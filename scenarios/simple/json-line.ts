import { ItemError } from '../item-error.ts';

/** The result line of a value: its JSON text. Throws ItemError where JSON would change the value. */
export function jsonLine(value: unknown): string {
  // Written first: a circle would have no end below, and JSON names it.
  const line = JSON.stringify(value);
  const change = misfit(value);
  if (change !== null) throw new ItemError('shape', `result${change}, which JSON cannot hold`);
  return line;
}

/** Where a value without circles is no JSON value and what is there instead, such as `.born is of class Date`; or null. */
export function misfit(value: unknown): string | null {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return null;
  if (typeof value === 'number') return misfitNumber(value);
  if (value === undefined) return ' is undefined';
  if (typeof value !== 'object') return ` is a ${typeof value}`;
  if (Array.isArray(value)) return misfitElement(value);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    return ` is of class ${value.constructor.name}`;
  }
  for (const key of Object.keys(value)) {
    const found = misfit((value as Record<string, unknown>)[key]);
    if (found !== null) return `.${key}${found}`;
  }
  return null;
}

function misfitNumber(value: number): string | null {
  if (Object.is(value, -0)) return ' is -0';
  return Number.isFinite(value) ? null : ` is ${value}`;
}

function misfitElement(array: readonly unknown[]): string | null {
  for (let index = 0; index < array.length; index++) {
    const found = misfit(array[index]);
    if (found !== null) return `[${index}]${found}`;
  }
  return null;
}
