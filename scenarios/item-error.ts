import type { ItemErrorKind, ItemFailure } from '../harness/contract.ts';

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
  if (error instanceof ItemError) return { name, kind: error.kind, message: error.message };
  return { name, kind: 'other', message: String(error) };
}
