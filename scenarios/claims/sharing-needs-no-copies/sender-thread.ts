import { type MessagePort, parentPort } from 'node:worker_threads';

import { openArena } from './arena.ts';
import { CODECS } from './codecs.ts';
import type { ThreadInstruction } from './messages.ts';
import { type Sample, sampleOf } from './sample.ts';

const encoder = new TextEncoder();

// The sending side in a thread: as many records as are asked for, the way that is asked for.
parentPort?.on('message', function (this: MessagePort, instruction: ThreadInstruction) {
  if (instruction === null) this.close();
  else void send(this, instruction);
});

async function send(port: MessagePort, instruction: NonNullable<ThreadInstruction>): Promise<void> {
  const sample = sampleOf(instruction.bytes);
  if ('codec' in instruction) {
    const codec = CODECS[instruction.codec];
    for (let sent = 0; sent < instruction.records; sent++) {
      const { message, transferred } = codec.pack(sample);
      port.postMessage(message, transferred);
    }
  } else {
    const arena = openArena(instruction.arena);
    const write = writerOf(instruction.delivers, sample);
    for (let sent = 0; sent < instruction.records; sent++) await arena.put(write);
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
