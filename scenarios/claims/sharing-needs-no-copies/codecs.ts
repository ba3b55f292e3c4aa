import type { PokemonRecord, Sample } from './sample.ts';
import type { CodecName } from './transports.ts';

/** What a message to a thread carries, and what its receiver makes of it. */
export interface Codec {
  pack(sample: Sample): Packed;
  unpack(message: unknown): PokemonRecord | Uint8Array;
}

interface Packed {
  readonly message: unknown;
  readonly transferred: ArrayBuffer[];
}

const encoder = new TextEncoder();

export const CODECS: Readonly<Record<CodecName, Codec>> = {
  object: {
    pack: ({ object }) => copied(object),
    unpack: (message) => message as PokemonRecord,
  },
  'json-string': {
    pack: ({ object }) => copied(JSON.stringify(object)),
    unpack: (message) => JSON.parse(message as string) as PokemonRecord,
  },
  encoded: {
    pack: ({ object }) => transferred(encoder.encode(JSON.stringify(object))),
    unpack: (message) => parse(message as Uint8Array),
  },
  bytes: {
    pack: ({ bytes }) => copied(bytes),
    unpack: (message) => message as Uint8Array,
  },
  'bytes-transferred': {
    // The next record needs a buffer again: what is transferred is gone.
    pack: ({ bytes }) => transferred(bytes.slice()),
    unpack: (message) => message as Uint8Array,
  },
};

/** An object out of its encoded JSON, which may lie in shared memory. */
export function parse(bytes: Uint8Array): PokemonRecord {
  const { buffer, byteOffset, byteLength } = bytes;
  return JSON.parse(Buffer.from(buffer, byteOffset, byteLength).toString()) as PokemonRecord;
}

function copied(message: unknown): Packed {
  return { message, transferred: [] };
}

function transferred(message: Uint8Array<ArrayBuffer>): Packed {
  return { message, transferred: [message.buffer] };
}
