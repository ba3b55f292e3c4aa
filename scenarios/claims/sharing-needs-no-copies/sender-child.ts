import type { Phase, PhaseEnd } from './messages.ts';
import { sampleOf } from './sample.ts';

// The sending side in a process of its own; the parent has chosen the serialization.
process.on('message', (phase: Phase) => void send(phase));

async function send({ records, bytes }: Phase): Promise<void> {
  const { object } = sampleOf(bytes);
  const start = process.cpuUsage();
  await Promise.all(Array.from({ length: records }, () => sendOne(object)));
  const { user, system } = process.cpuUsage(start);
  await sendOne({ senderCpuMs: (user + system) / 1000 } satisfies PhaseEnd);
}

/** Resolves when the record is written to the channel. */
function sendOne(message: object): Promise<void> {
  return new Promise((resolve, reject) => {
    process.send?.(message, undefined, undefined, (error) => {
      if (error === null) resolve();
      else reject(error);
    });
  });
}
