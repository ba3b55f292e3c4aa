import { parentPort, workerData } from 'node:worker_threads';

import type { MainChannel, WorkerProgram } from './worker.ts';
import { READY } from './messages.ts';

// The first program of a thread or child: it runs the worker's program, whose URL it is given.
type Channel = MainChannel<object, object>;

const channel: Channel = parentPort === null ? channelOfChild() : channelOfThread(parentPort);
const url: unknown = parentPort === null ? process.argv[2] : workerData;
const { default: run } = (await import(url as string)) as {
  default: WorkerProgram<object, object>;
};
run(channel);
if (parentPort === null) process.send?.(READY);
else parentPort.postMessage(READY);

function channelOfThread(port: NonNullable<typeof parentPort>): Channel {
  return {
    send(message) {
      port.postMessage(message);
    },
    listen(received) {
      port.on('message', received);
    },
    close() {
      port.close();
    },
  };
}

function channelOfChild(): Channel {
  return {
    send(message) {
      process.send?.(message);
    },
    listen(received) {
      process.on('message', received);
    },
    close() {
      process.disconnect?.();
    },
  };
}
