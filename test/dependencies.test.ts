import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';

import { lockedPackages } from '../harness/build/licences.ts';
import { ROOT } from './support/command.ts';

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  /** Read by npm: whose install scripts run. */
  readonly allowScripts: Readonly<Record<string, boolean>>;
}

const MANIFEST = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Manifest;
const LOCKED = lockedPackages(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));

describe('dependencies', () => {
  it('have exact versions, those of the lockfile', () => {
    const asked = { ...MANIFEST.dependencies, ...MANIFEST.devDependencies };
    for (const [name, version] of Object.entries(asked)) {
      assert.match(version, /^\d+\.\d+\.\d+$/, name);
      assert.equal(LOCKED.get(`node_modules/${name}`)?.version, version, name);
    }
  });

  it('are known by their content, and not by the registry that they came from', () => {
    for (const [place, { integrity, resolved }] of LOCKED) {
      assert.match(integrity ?? '', /^sha512-/, place);
      assert.equal(resolved, undefined, place);
    }
  });

  it('run install scripts only where package.json allows them by name', () => {
    const withScripts = [...LOCKED].flatMap(([place, { hasInstallScript }]) =>
      hasInstallScript === true ? [place.replace(/^.*node_modules\//, '')] : [],
    );
    const allowed = Object.keys(MANIFEST.allowScripts);
    assert.deepEqual(withScripts.sort(), allowed.sort());
  });
});
