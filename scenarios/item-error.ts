import type { ItemErrorKind, ItemFailure } from '../harness/contract.ts';

/** The message and the frames that name the user's own lines. */
const STACK_LINES = 20;

/** Of answers that another attempt may not get: too many requests, and errors of the server. */
const PASSING_STATUSES: readonly (number | null)[] = [429, 500, 502, 503, 504];
const PASSING_KINDS: readonly ItemErrorKind[] = [
  ...(['timeout', 'connection', 'protocol', 'encoding', 'json'] as const),
];

/** An item that could not be fetched or computed, with the class it is counted under. */
export class ItemError extends Error {
  override readonly name = 'ItemError';
  readonly kind: ItemErrorKind;
  /** HTTP status of the answer; null where that is not what is wrong. */
  readonly status: number | null;

  constructor(
    kind: ItemErrorKind,
    message: string,
    options?: ErrorOptions & { readonly status?: number },
  ) {
    super(message, options);
    this.kind = kind;
    this.status = options?.status ?? null;
  }
}

/** Whether another attempt at the same item may go well. */
export function mayPass(error: unknown): boolean {
  if (!(error instanceof ItemError)) return false;
  return PASSING_KINDS.includes(error.kind) || PASSING_STATUSES.includes(error.status);
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
