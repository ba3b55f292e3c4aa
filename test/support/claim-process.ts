import { spawn } from 'node:child_process';

import { programInput, reportFigures } from '../../scenarios/claims/shared/program.ts';

// A claim's program that does what the test says.
const { how, value, bodyPackPath } = programInput<{
  readonly how: string;
  readonly value: number;
}>();

if (how === 'throws') throw new RangeError('as the test says');
if (how === 'hangs') setInterval(() => undefined, 1000);
if (how === 'leaves a process') spawn('sleep', ['600'], { stdio: 'ignore' }).unref();
if (how === 'reports words') process.stdout.write('no figures');
if (how === 'reports' || how === 'leaves a process') {
  reportFigures({ value, bodies: bodyPackPath.length });
}
