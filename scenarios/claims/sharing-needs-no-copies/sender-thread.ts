import { type MessagePort, parentPort } from 'node:worker_threads';

import { openArena } from './arena.ts';
import { CODECS } from './codecs.ts';
import type { ThreadOrder } from './messages.ts';
import { type Sample, sampleOf } from './sample.ts';

const encoder = new TextEncoder();

// The sending side in a thread: as many records as are asked for, the way that is asked for.
parentPort?.on('message', function (this: MessagePort, order: ThreadOrder) {
  if (order === null) this.close();
  else void send(this, order);
});

async function send(port: MessagePort, order: NonNullable<ThreadOrder>): Promise<void> {
  const sample = sampleOf(order.bytes);
  if ('codec' in order) {
    const codec = CODECS[order.codec];
    for (let sent = 0; sent < order.records; sent++) {
      const { message, transferred } = codec.pack(sample);
      port.postMessage(message, transferred);
    }
  } else {
    const arena = openArena(order.arena);
    const write = writerOf(order.delivers, sample);
    for (let sent = 0; sent < order.records; sent++) await arena.put(write);
  }
}

function writerOf(delivers: 'object' | 'bytes', { object, bytes }: Sample) {
  if (delivers === 'object') {
    return (place: Uint8Array) => encoder.encodeInto(JSON.stringify(object), place).written;
  }
  return (place: Uint8Array) => {
    place.set(bytes);
    return bytes.length;
  };
}
