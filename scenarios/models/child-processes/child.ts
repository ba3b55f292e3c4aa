import { on } from 'node:events';

import { execaNode } from 'execa';

import type { ChildStart } from './messages.ts';

/** The parent's end of the channel to one child. */
export interface Child<Sent extends object, Received> {
  /** Messages of the child in order; ends when the child closes its channel. */
  readonly messages: AsyncIterable<Received>;
  send(message: Sent): void;
  /** Resolves when the child has ended well, rejects when it has not. */
  ended(): Promise<void>;
}

/**
 * execa starts the child and ends it with its parent. Messages take the raw channel: execa's own
 * message helpers wrap each message in a protocol of their own, several times as dear.
 */
export function startChild<Sent extends object, Received>(
  program: URL,
  start: ChildStart,
): Child<Sent, Received> {
  const subprocess = execaNode(program, [JSON.stringify(start)], {
    ipc: true,
    serialization: 'advanced',
    // Otherwise execa keeps every message and all output in memory until the end.
    buffer: false,
    stdin: 'ignore',
    stdout: 'inherit',
    stderr: 'inherit',
  });
  const { nodeChildProcess } = subprocess;
  return {
    messages: received(on(nodeChildProcess, 'message', { close: ['disconnect'] })),
    send(message) {
      nodeChildProcess.send(message);
    },
    async ended() {
      await subprocess;
    },
  };
}

async function* received<T>(events: AsyncIterable<unknown[]>): AsyncGenerator<T> {
  for await (const [message] of events) yield message as T;
}
