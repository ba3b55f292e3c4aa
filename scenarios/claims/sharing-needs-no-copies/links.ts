import { fork } from 'node:child_process';
import { on } from 'node:events';
import { Worker } from 'node:worker_threads';

import { programUrl } from '../../program-url.ts';
import { createArena, openArena, type SharedArena } from './arena.ts';
import { CODECS, parse } from './codecs.ts';
import type { Phase, PhaseEnd, ThreadInstruction, ThreadRoute } from './messages.ts';
import { lookAt, type PokemonRecord, sampleOf } from './sample.ts';
import type { CodecName, Transport } from './transports.ts';

/** A sender elsewhere, as its receiver sees it. */
export interface Link {
  /** Has records sent, and looks at each as it comes. */
  receive(phase: Phase): Promise<Received>;
  close(): void;
}

interface Received {
  /** Sum of what was seen of the records. */
  readonly seen: number;
  /** CPU of the sender where it is another process, in ms. */
  readonly senderCpuMs: number;
}

/** Most that lies in shared memory at once. */
const ARENA_BYTES = 4e6;
const MOST_PLACES = 64;

export function openLink({ route, delivers }: Transport): Link {
  if (route.kind === 'shared memory') return openSharedLink(delivers);
  if (route.kind === 'thread message') return openThreadLink(route.codec);
  return openChildLink(route.serialization);
}

function openSharedLink(delivers: 'object' | 'bytes'): Link {
  const thread = startThread();
  const look = delivers === 'object' ? (bytes: Uint8Array) => lookAt(parse(bytes)) : lookAt;
  // Made when a size is warmed up and kept: making it is no part of what crossing costs.
  const arenas = new Map<number, SharedArena>();
  return {
    async receive({ records, bytes }) {
      const shared =
        arenas.get(bytes) ?? createArena(placesFor(bytes), sampleOf(bytes).bytes.length);
      arenas.set(bytes, shared);
      thread.instruct({ records, bytes, arena: shared, delivers });
      const arena = openArena(shared);
      let seen = 0;
      for (let received = 0; received < records; received++) seen += await arena.take(look);
      return { seen, senderCpuMs: 0 };
    },
    close: thread.close,
  };
}

function openThreadLink(codec: CodecName): Link {
  const thread = startThread();
  return {
    async receive({ records, bytes }) {
      const { promise, resolve } = Promise.withResolvers<Received>();
      let [seen, received] = [0, 0];
      const receive = (message: unknown) => {
        seen += lookAt(CODECS[codec].unpack(message));
        if (++received === records) resolve({ seen, senderCpuMs: 0 });
      };
      thread.worker.on('message', receive);
      thread.instruct({ records, bytes, codec });
      try {
        return await promise;
      } finally {
        thread.worker.off('message', receive);
      }
    },
    close: thread.close,
  };
}

function startThread() {
  const worker = new Worker(programUrl(import.meta, './sender-thread'));
  return {
    worker,
    instruct: (instruction: Phase & ThreadRoute) => {
      worker.postMessage(instruction satisfies ThreadInstruction);
    },
    close: () => {
      worker.postMessage(null satisfies ThreadInstruction);
    },
  };
}

function openChildLink(serialization: 'advanced' | 'json'): Link {
  const child = fork(programUrl(import.meta, './sender-child'), { serialization });
  return {
    async receive(phase) {
      const messages = on(child, 'message', { close: ['exit'] });
      child.send(phase);
      let seen = 0;
      for await (const [message] of messages as AsyncIterable<[PokemonRecord | PhaseEnd]>) {
        if ('senderCpuMs' in message) return { seen, ...message };
        seen += lookAt(message);
      }
      throw new Error('the child ended before it had sent all records');
    },
    close() {
      child.disconnect();
    },
  };
}

function placesFor(bytes: number): number {
  const fitting = Math.floor(Math.log2(ARENA_BYTES / bytes));
  return Math.min(MOST_PLACES, 2 ** Math.max(1, fitting));
}
