import type { ItemErrorKind, ItemFailure } from '../harness/contract.ts';

/** The message and the frames that name the user's own lines. */
const STACK_LINES = 20;

/** An item that could not be fetched or computed, with the class it is counted under. */
export class ItemError extends Error {
  override readonly name = 'ItemError';
  readonly kind: ItemErrorKind;

  constructor(kind: ItemErrorKind, message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }
}

/** Turns whatever an item threw into data that can cross a process boundary. */
export function itemFailure(name: string, error: unknown): ItemFailure {
  if (error instanceof ItemError) {
    return { name, kind: error.kind, message: error.message, stack: null };
  }
  return { name, kind: 'other', message: textOf(error), stack: stackOf(error) };
}

function textOf(error: unknown): string {
  try {
    return String(error);
  } catch {
    return 'something that has no text was thrown';
  }
}

function stackOf(error: unknown): string | null {
  if (!(error instanceof Error) || typeof error.stack !== 'string') return null;
  return error.stack.split('\n').slice(0, STACK_LINES).join('\n');
}
