import { programInput, reportFigures } from '../shared/program.ts';
import { monotonicMs } from '../../../harness/clock.ts';

import { type Link, openLink } from './links.ts';
import type { Phase, TransportSpec } from './messages.ts';
import { lookAt, sampleOf } from './sample.ts';
import { recordFigure } from './sizes.ts';
import { TRANSPORTS } from './transports.ts';

const WARM_UP_SHARE = 0.3;

const { transport: id, phases } = programInput<TransportSpec>();
const transport = TRANSPORTS.find((one) => one.id === id);
if (transport === undefined) throw new RangeError(`there is no transport ${id}`);
const { delivers } = transport;

const link = openLink(transport);
const figures: Record<string, number> = {};
for (const phase of phases) {
  await pass(link, { ...phase, records: Math.ceil(WARM_UP_SHARE * phase.records) });
  const { wallMs, cpuMs } = await pass(link, phase);
  figures[recordFigure('wallMs', phase.bytes)] = wallMs / phase.records;
  figures[recordFigure('cpuMs', phase.bytes)] = cpuMs / phase.records;
}
link.close();
reportFigures(figures);

/** Sends the records of a phase across; time, and CPU of both sides. */
async function pass(link: Link, phase: Phase) {
  const sample = sampleOf(phase.bytes);
  const expected = phase.records * lookAt(sample[delivers]);
  const [start, cpuStart] = [monotonicMs(), process.cpuUsage()];
  const { seen, senderCpuMs } = await link.receive(phase);
  const wallMs = monotonicMs() - start;
  const { user, system } = process.cpuUsage(cpuStart);
  if (seen !== expected) throw new Error(`saw ${seen} of the records, not ${expected}`);
  return { wallMs, cpuMs: (user + system) / 1000 + senderCpuMs };
}
