import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { assembleDataset, assembleDocument, type Dataset } from '../../mock-server/dataset.ts';

/** Names that need care, and enough of them for more than one page. */
const NAMES = ['bulbasaur', 'mr-mime', 'porygon-z', 'type-null', 'ho-oh', 'nidoran-f'];
const COUNT = 45;

/** 45 documents; every third is below the 1 KB from which bodies are compressed. */
export function tinyDataset(): Dataset {
  return assembleDataset(
    'generated',
    'tiny@1.0.0',
    tinyPokemon().map((pokemon) =>
      assembleDocument(pokemon.id, pokemon.name, JSON.stringify(pokemon)),
    ),
  );
}

/** The same documents as a checkout of PokeAPI/api-data, for programs that want a path. */
export async function writeTinyCheckout(folder: string): Promise<void> {
  const root = join(folder, 'data', 'api', 'v2', 'pokemon');
  const results = tinyPokemon().map(({ id, name }) => ({ name, url: `/api/v2/pokemon/${id}/` }));
  await mkdir(root, { recursive: true });
  await writeFile(join(root, 'index.json'), JSON.stringify({ count: results.length, results }));
  for (const pokemon of tinyPokemon()) {
    await mkdir(join(root, String(pokemon.id)));
    await writeFile(join(root, String(pokemon.id), 'index.json'), JSON.stringify(pokemon));
  }
}

function tinyPokemon() {
  return Array.from({ length: COUNT }, (_, index) => ({
    id: index + 1,
    name: NAMES[index] ?? `pokemon-${index + 1}`,
    padding: 'é'.repeat(index % 3 === 0 ? 10 : 600 * index),
  }));
}
