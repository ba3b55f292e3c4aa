import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { LaunchCommand } from '../../../harness/measure/messages.ts';

/** A command that runs Node with these arguments, with limits no test is meant to reach. */
export function nodeCommand(args: readonly (string | number)[]): LaunchCommand {
  return {
    executable: process.execPath,
    args: args.map(String),
    cwd: import.meta.dirname,
    env: {},
    timeoutMs: 60_000,
    killGraceMs: 2000,
    sampleIntervalMs: 20,
    limits: null,
    ownPids: [process.pid],
  };
}

/** A command that runs one of the programs beside this file. */
export function fixtureCommand(name: string, ...args: (string | number)[]): LaunchCommand {
  return nodeCommand([join(import.meta.dirname, `${name}.ts`), ...args]);
}

/** Also false for a process that has ended and only waits for init to take notice (Linux). */
export function isAlive(pid: number): boolean {
  try {
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    return false;
  }
}

/** A server that the processes of a fixture connect to, and so knows which of them are alive. */
export interface Roll extends AsyncDisposable {
  readonly port: number;
  /** Resolves to the pids when so many processes have connected. */
  arrived(count: number): Promise<number[]>;
  /** Resolves when every process that had connected has ended. */
  allGone(): Promise<void>;
}

export async function openRoll(): Promise<Roll> {
  const pids: number[] = [];
  const goings: Promise<unknown>[] = [];
  const server = createServer((connection) => {
    goings.push(once(connection, 'close'));
    // A killed process may reset the connection.
    connection.on('error', () => undefined);
    createInterface(connection).on('line', (line) => {
      pids.push(Number(line));
      server.emit('arrival');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async arrived(count) {
      while (pids.length < count) await once(server, 'arrival');
      return pids;
    },
    async allGone() {
      await Promise.all(goings);
    },
    async [Symbol.asyncDispose]() {
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
