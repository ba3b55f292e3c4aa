import type { Transferable } from 'node:worker_threads';

/** What of a message crosses from one thread to another. */
export interface Packing {
  pack(message: object): { readonly value: unknown; readonly transfer: readonly Transferable[] };
  unpack(value: unknown): unknown;
}

export const PACKINGS = {
  /** The message as it is: structured clone copies it, object by object. */
  cloned: {
    pack: (message) => ({ value: message, transfer: [] }),
    unpack: (value) => value,
  },
  /** JSON in memory that changes hands: written and read on either side, copied by none. */
  transferred: {
    pack(message) {
      // Not a Buffer: small ones lie in memory that others share, which cannot be given away.
      const bytes = new TextEncoder().encode(JSON.stringify(message));
      return { value: bytes, transfer: [bytes.buffer] };
    },
    unpack: (value) => JSON.parse(new TextDecoder().decode(value as Uint8Array)) as unknown,
  },
} as const satisfies Readonly<Record<string, Packing>>;

export type PackingName = keyof typeof PACKINGS;
