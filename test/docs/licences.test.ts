import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';

import { licencesPage, lockedPackages } from '../../harness/build/licences.ts';
import { ROOT } from '../support/command.ts';

const PACKAGES = lockedPackages(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));

/** Those that ask for no more than that their text is kept. */
const ALLOWED = [
  ...['MIT', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'BlueOak-1.0.0'],
  ...['Unlicense', '(MIT OR CC0-1.0)'],
];

describe('docs/licences.md', () => {
  it('lists every package of package-lock.json; `npm run licences` writes it', () => {
    const page = readFileSync(join(ROOT, 'docs/licences.md'), 'utf8');
    assert.equal(page, licencesPage(PACKAGES));
  });

  it('holds only licences that ask for no more than that their text is kept', () => {
    const others = [...PACKAGES].filter(([, { license = '' }]) => !ALLOWED.includes(license));
    assert.deepEqual(
      others.map(([place, { license }]) => [place, license]),
      [],
    );
  });
});
