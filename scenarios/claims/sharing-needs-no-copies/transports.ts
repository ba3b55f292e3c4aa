/** How a record gets from one side to the other. */
export interface Transport {
  /** Names its case. */
  readonly id: string;
  readonly title: string;
  /** What the receiver has in the end. */
  readonly delivers: 'object' | 'bytes';
  readonly route:
    | { readonly kind: 'shared memory' }
    | { readonly kind: 'thread message'; readonly codec: CodecName }
    | { readonly kind: 'child message'; readonly serialization: 'advanced' | 'json' };
}

export type CodecName = 'object' | 'json-string' | 'encoded' | 'bytes' | 'bytes-transferred';

export const SHARED_BYTES: Transport = {
  id: 'shared-bytes',
  title: 'shared memory, read in place',
  delivers: 'bytes',
  route: { kind: 'shared memory' },
};

export const SHARED_OBJECT: Transport = {
  id: 'shared-object',
  title: 'shared memory, encoded and parsed',
  delivers: 'object',
  route: { kind: 'shared memory' },
};

export const TRANSPORTS: readonly Transport[] = [
  SHARED_BYTES,
  message('bytes-transferred', 'transfer', 'bytes', 'bytes-transferred'),
  message('bytes-copied', 'structured clone', 'bytes', 'bytes'),
  SHARED_OBJECT,
  message('encoded-transferred', 'transfer, encoded and parsed', 'object', 'encoded'),
  message('clone', 'structured clone', 'object', 'object'),
  message('json-string', 'JSON string', 'object', 'json-string'),
  child('advanced'),
  child('json'),
];

/** What a thread would otherwise get by message: what sharing is compared with. */
export function messagesOf(delivers: Transport['delivers']): readonly Transport[] {
  return TRANSPORTS.filter(
    (one) => one.delivers === delivers && one.route.kind === 'thread message',
  );
}

function message(
  id: string,
  title: string,
  delivers: Transport['delivers'],
  codec: CodecName,
): Transport {
  return { id, title, delivers, route: { kind: 'thread message', codec } };
}

function child(serialization: 'advanced' | 'json'): Transport {
  return {
    id: `child-${serialization}`,
    title: `child, ${serialization}`,
    delivers: 'object',
    route: { kind: 'child message', serialization },
  };
}
