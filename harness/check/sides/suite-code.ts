import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';

import { isBuilderGone, isBuildFailure } from '../../bundle/bundle-error.ts';
import type { SideCode } from './same-code.ts';

/** How Node takes the files, and how they are compiled. */
const SETTINGS = ['package.json', 'tsconfig.json', 'tsconfig.build.json'];

/** Experiments of their own, which no check runs. */
const CLAIMS = 'scenarios/claims/';

/**
 * What a checkout of the suite does in a check: the sources of its models, workloads and worker
 * programs, with `whole` its trial program as well, and all that these import from the checkout. Equal
 * sources are compiled to equal files by equal packages, so nothing need be compiled to know. Null
 * where they cannot be read: what compiles them says why.
 */
export async function suiteCode(folder: string, whole: boolean): Promise<SideCode | null> {
  const entryPoints = [...scenarioFiles(folder), ...(whole ? ['harness/trial/main.ts'] : [])];
  try {
    const { metafile } = await build({
      ...{ entryPoints, absWorkingDir: resolve(folder), outdir: 'unwritten', write: false },
      ...{ bundle: true, packages: 'external', platform: 'node', format: 'esm', metafile: true },
      logLevel: 'silent',
    });
    const settings = SETTINGS.filter((name) => existsSync(join(folder, name)));
    const places = [...Object.keys(metafile.inputs), ...settings];
    return {
      code: new Map(places.map((place) => [place, join(folder, place)])),
      read: new Map(),
      plain: (text) => text,
    };
  } catch (error) {
    if (isBuildFailure(error) || isBuilderGone(error)) return null;
    throw error;
  }
}

function scenarioFiles(folder: string): readonly string[] {
  const scenarios = join(folder, 'scenarios');
  const names = existsSync(scenarios)
    ? readdirSync(scenarios, { recursive: true, encoding: 'utf8' })
    : [];
  return names
    .map((name) => `scenarios/${name}`)
    .filter((place) => place.endsWith('.ts') && !place.startsWith(CLAIMS));
}
