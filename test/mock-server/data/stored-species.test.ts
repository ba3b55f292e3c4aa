import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';

import { speciesOfDex } from '../../../mock-server/data/dex.ts';
import { readSpecies, SPECIES_SOURCE } from '../../../mock-server/data/stored-species.ts';
import { ROOT } from '../../support/command.ts';

it('are those of the installed package: npm run species', async () => {
  const path = join(ROOT, 'node_modules/@pkmn/dex/package.json');
  const { version } = JSON.parse(readFileSync(path, 'utf8')) as { version: string };
  assert.equal(SPECIES_SOURCE, `@pkmn/dex@${version}`);
  assert.deepEqual(readSpecies(), await speciesOfDex());
});
