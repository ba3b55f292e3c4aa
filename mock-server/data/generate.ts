import { assembleDataset, assembleDocument, type Dataset } from '../dataset.ts';
import { pokemonOf } from './pokemon.ts';
import { readSpecies, SPECIES_SOURCE } from './stored-species.ts';

/** PokeAPI numbers the forms that are not a Pokémon's first from here on. */
const FIRST_EXTRA_FORM_ID = 10_001;

/** Makes every document from the stored facts: always the same bytes. Takes 1-3 s. */
export function generateDataset(): Dataset {
  let extraFormId = FIRST_EXTRA_FORM_ID;
  const documents = [];
  for (const species of readSpecies()) {
    const { id, name } = species;
    documents.push(assembleDocument(id, name, JSON.stringify(pokemonOf(species, extraFormId))));
    extraFormId += species.formNames.length - 1;
  }
  return assembleDataset('generated', SPECIES_SOURCE, documents);
}
