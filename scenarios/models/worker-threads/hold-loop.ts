import { MessageChannel } from 'node:worker_threads';

/**
 * A promise of `Atomics.waitAsync` does not keep its thread alive (nodejs/node#61941): a thread in
 * which nothing else is open ends in the middle of the wait, with exit code 13 and no error event.
 * A referenced message port does keep it alive, and costs no timer. One port serves all waits of a
 * thread; `otherEnd` is kept because collecting it would close the port.
 */
const { port1: port, port2: otherEnd } = new MessageChannel();
port.unref();
otherEnd.unref();

let waits = 0;

/** Awaits `wait`, keeping this thread's event loop alive until it settles. */
export async function holdLoop<T>(wait: Promise<T>): Promise<T> {
  waits += 1;
  if (waits === 1) port.ref();
  try {
    return await wait;
  } finally {
    waits -= 1;
    if (waits === 0) port.unref();
  }
}
