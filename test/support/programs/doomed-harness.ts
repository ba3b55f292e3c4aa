/** A harness that runs the stubborn tree until somebody kills it. */
import { join } from 'node:path';
import { Launcher } from '../../../harness/measure/launcher.ts';

const [port = ''] = process.argv.slice(2);

const launcher = await Launcher.start();
await launcher.launch({
  executable: process.execPath,
  args: [join(import.meta.dirname, 'stubborn-tree.ts'), port, '2'],
  cwd: import.meta.dirname,
  env: {},
  timeoutMs: 60_000,
  killGraceMs: 60_000,
  sampleIntervalMs: 20,
  limits: null,
  ownPids: [],
});
