import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

import type { SideCode } from './same-code.ts';

const SCENARIOS = 'dist/scenarios';
/** Experiments of their own, which no check runs. */
const CLAIMS = `${SCENARIOS}/claims/`;

/**
 * What a compiled checkout of the suite does in a check: its models, workloads and worker programs,
 * with `whole` its trial program as well, and all that these import from the checkout.
 */
export async function compiledCode(folder: string, whole: boolean): Promise<SideCode> {
  const names = readdirSync(join(folder, SCENARIOS), { recursive: true, encoding: 'utf8' });
  const programs = names
    .map((name) => `${SCENARIOS}/${name}`)
    .filter((place) => place.endsWith('.js') && !place.startsWith(CLAIMS));
  const { metafile } = await build({
    entryPoints: whole ? [...programs, 'dist/harness/trial/main.js'] : programs,
    ...{ absWorkingDir: folder, outdir: 'unwritten', write: false, metafile: true },
    ...{ bundle: true, packages: 'external', platform: 'node', format: 'esm', logLevel: 'silent' },
  });
  // The manifest says how Node takes the files.
  const places = [...Object.keys(metafile.inputs), 'package.json'];
  return {
    built: new Map(places.map((place) => [place, join(folder, place)])),
    read: new Map(),
    plain: (text) => text,
  };
}
