import { execaNode } from 'execa';

import type { WorkloadStart } from '../../../harness/contract.ts';
import { type Child, messagesOf } from '../../message-passing/channel.ts';
import { semiSpaceMb } from '../../young-generation.ts';

/** How Node writes messages: structured clone (`advanced`) or JSON text. */
export type Serialization = 'advanced' | 'json';

/**
 * execa starts the child and ends it with its parent. Messages take the raw channel: execa's own
 * message helpers wrap each message in a protocol of their own, several times as expensive.
 */
export function startChild<Sent extends object, Received>(
  program: URL,
  start: WorkloadStart,
  serialization: Serialization,
): Child<Sent, Received> {
  const subprocess = execaNode(program, [JSON.stringify(start)], {
    ipc: true,
    // Flags that this process was started with win: the last of two counts.
    nodeOptions: [
      `--max-semi-space-size=${semiSpaceMb(start.settings.workers)}`,
      ...process.execArgv,
    ],
    serialization,
    // Otherwise execa keeps every message and all output in memory until the end.
    buffer: false,
    stdin: 'ignore',
    stdout: 'inherit',
    stderr: 'inherit',
  });
  const { nodeChildProcess } = subprocess;
  return {
    messages: messagesOf(nodeChildProcess, 'disconnect') as AsyncIterable<Received>,
    send(message) {
      nodeChildProcess.send(message);
    },
    async ended() {
      await subprocess;
    },
  };
}
