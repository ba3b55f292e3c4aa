import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';

/** Whether any thread of it still runs; what has ended and waits to be reaped does not. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const status = procFile(pid, 'status');
  if (status === null) return procFile('self', 'status') === null;
  return !/^State:\s+[ZX]/m.test(status) || !/^Threads:\s+1$/m.test(status);
}

/** Memory of the processes, shared pages counted once; null where the system does not say. */
export function memoryOf(pids: readonly number[]): number | null {
  const sizes = pids.map((pid) => procFile(pid, 'smaps_rollup'));
  if (procFile('self', 'smaps_rollup') === null) return null;
  return sizes.reduce((sum, text) => {
    const kibibytes = /^Pss:\s+(\d+) kB$/m.exec(text ?? '')?.[1];
    return sum + 1024 * Number(kibibytes ?? 0);
  }, 0);
}

/** Whether somebody listens there. */
export async function isTaken(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

function procFile(pid: number | 'self', file: string): string | null {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return null;
  }
}
