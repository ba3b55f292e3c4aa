import { assembleDataset, assembleDocument, type Dataset } from '../dataset.ts';
import { dexVersion, readSpecies } from './dex.ts';
import { pokemonOf } from './pokemon.ts';

/** PokeAPI numbers the forms that are not a Pokémon's first from here on. */
const FIRST_EXTRA_FORM_ID = 10_001;

/** Makes every document from the package's facts: always the same bytes. Takes 1-3 s. */
export async function generateDataset(): Promise<Dataset> {
  let extraFormId = FIRST_EXTRA_FORM_ID;
  const documents = [];
  for (const species of await readSpecies()) {
    const { id, name } = species;
    documents.push(assembleDocument(id, name, JSON.stringify(pokemonOf(species, extraFormId))));
    extraFormId += species.formNames.length - 1;
  }
  return assembleDataset('generated', dexVersion(), documents);
}
