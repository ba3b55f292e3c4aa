import { writeFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';

import { speciesOfDex } from './dex.ts';
import { SPECIES_FILE } from './stored-species.ts';

// Run by `npm run species`, after the package was changed.
writeFileSync(SPECIES_FILE, brotliCompressSync(JSON.stringify(await speciesOfDex())));
