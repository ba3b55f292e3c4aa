import { type Entry, findModule, namesOf } from '../catalog.ts';
import type { ModelTraits } from '../contract.ts';
import { HarnessError } from '../errors.ts';
import { describeModels } from '../inspect/inspector.ts';
import type { ModelRequest } from './options.ts';
import type { Watch } from './progress.ts';

/** Where models are looked for. */
export interface ModelSearch {
  /** A user's files are built into it. */
  readonly folder: string;
  readonly watch: Watch;
}

type ModelEntry = Entry<ModelTraits>;

/** The file of the work without concurrency, beside which every comparison sets the models. */
const FLOOR = 'bare-work';

/** The models asked for; the floor first, asked for or not. Throws HarnessError. */
export async function modelsWithFloor(
  request: ModelRequest,
  search: ModelSearch,
): Promise<readonly ModelEntry[]> {
  return chosenModels(request, [FLOOR], search);
}

/** The models asked for; no floor but one asked for by name. Throws HarnessError. */
export async function modelsWithoutFloor(
  request: ModelRequest,
  search: ModelSearch,
): Promise<readonly ModelEntry[]> {
  const models = await chosenModels(request, [], search);
  const program = models.find(({ value }) => value.language !== undefined);
  if (program !== undefined) {
    const message = `--models: ${program.value.name} is a program in ${program.value.language ?? ''}, and a check compares versions of models in Node: leave it out`;
    throw new HarnessError('bad-value', message);
  }
  return models.filter(({ value }) => typeof request.set === 'object' || value.kind === 'model');
}

/** Models by name or file, in this order. Throws HarnessError. */
export async function loadModels(
  words: readonly string[],
  search: ModelSearch,
): Promise<readonly ModelEntry[]> {
  return (await describe(words, search)).map(sound);
}

/** Name of the model among these that declares itself what the others are compared with; a user's comes first. */
export function baselineModel(models: readonly ModelEntry[]): string | null {
  const declared = models.filter(({ value }) => value.baseline === true && !value.variantOf);
  const chosen = declared.find(({ file }) => file !== null) ?? declared[0];
  return chosen?.value.name ?? null;
}

/**
 * The floor first, then the models in the order of the article, each with its variants behind it.
 * `all` are the models there are: a variant's model need not be among those to be sorted.
 */
export function modelOrder(
  all: readonly ModelTraits[],
): (a: ModelTraits, b: ModelTraits) => number {
  const byName = new Map(all.map((model) => [model.name, model]));
  const mainOf = (model: ModelTraits) => byName.get(model.variantOf ?? model.name) ?? model;
  return (a, b) => {
    const [mainA, mainB] = [mainOf(a), mainOf(b)];
    if (mainA !== mainB) return floorFirst(mainA, mainB) || byNumber(mainA, mainB);
    return Number(a !== mainA) - Number(b !== mainB) || byNumber(a, b);
  };
}

/**
 * Loads what is named, and of the default set leaves out what cannot be loaded: a broken file stops no
 * run that does not ask for it.
 */
async function chosenModels(
  { set, files }: ModelRequest,
  always: readonly string[],
  search: ModelSearch,
): Promise<readonly ModelEntry[]> {
  const named = typeof set === 'object' ? [...set, ...files] : files;
  const own = typeof set === 'object' ? [] : namesOf('model');
  const words = [...new Set([...always, ...named, ...own])];
  const found = await describe(words, search);
  const isAsked = (index: number) => index < always.length + named.length;
  const models = found
    .filter((entry, index) => isAsked(index) || isInSet(set, entry, search.watch))
    .map(sound)
    .filter((entry, index, all) => isFirst(entry, all.slice(0, index)));
  return inOrder(models, search);
}

/** Programs in other languages are in no set: they do only some work, and not every machine can run them. */
function isInSet(
  set: ModelRequest['set'],
  { value }: Entry<ModelTraits | HarnessError>,
  { progress }: Watch,
): boolean {
  if (value instanceof HarnessError) {
    if (set !== 'all') progress.note(`left out: ${value.message.split('\n')[0] ?? ''}`);
    return set === 'all';
  }
  const isMain = value.variantOf === undefined && value.kind === 'model';
  return value.language === undefined && (set === 'all' || isMain);
}

/** Two models of one name could not be distinguished. Throws HarnessError. */
function isFirst(entry: ModelEntry, before: readonly ModelEntry[]): boolean {
  const other = before.find(({ value }) => value.name === entry.value.name);
  if (other === undefined) return true;
  if (other.url === entry.url) return false;
  const message = `${entry.shown} and ${other.shown} are both called "${entry.value.name}": give one of them another "name"`;
  throw new HarnessError('bad-model', message);
}

function sound(entry: Entry<ModelTraits | HarnessError>): ModelEntry {
  const { value, ...module } = entry;
  if (value instanceof HarnessError) throw value;
  const problem = module.file === null ? null : problemOfUsers(value);
  if (problem !== null) throw new HarnessError('bad-model', `${module.shown}: ${problem}`);
  return { ...module, value };
}

/** What is wrong with a user's model that would be right in one of the suite's; or null. */
function problemOfUsers({ name, kind, variantOf, language }: ModelTraits): string | null {
  if (kind === 'floor' && language === undefined) {
    return '"kind" must be "model" or left out: the floor comes with the suite';
  }
  if (namesOf('model').includes(name)) {
    return `"name" must be another than "${name}", which is a model of the suite`;
  }
  return variantOf === name ? '"variantOf" must name another model' : null;
}

/** Models by name or file, with the error why one has no traits. */
async function describe(
  words: readonly string[],
  { folder, watch }: ModelSearch,
): Promise<readonly Entry<ModelTraits | HarnessError>[]> {
  const modules = await Promise.all(words.map((word) => findModule('model', word, folder)));
  const traits = await describeModels(modules, watch.signal);
  return modules.map((module, index) => {
    const value = traits[index];
    if (value === undefined) throw new Error(`${module.shown} was not described`);
    return { ...module, value };
  });
}

/** A variant stands where its model does, asked for or not. */
async function inOrder(
  models: readonly ModelEntry[],
  search: ModelSearch,
): Promise<readonly ModelEntry[]> {
  const names = models.map(({ value }) => value.name);
  const mains = new Set(models.flatMap(({ value }) => value.variantOf ?? []));
  const missing = namesOf('model').filter((name) => mains.has(name) && !names.includes(name));
  const known = [...models, ...(await loadModels(missing, search))].map(({ value }) => value);
  for (const model of models) refuseOddVariant(model, known);
  const order = modelOrder(known);
  return models.toSorted((a, b) => order(a.value, b.value));
}

/** Throws HarnessError. */
function refuseOddVariant(
  { shown, value: { variantOf } }: ModelEntry,
  known: readonly ModelTraits[],
): void {
  if (variantOf === undefined) return;
  const main = known.find(({ name }) => name === variantOf);
  const problem =
    main === undefined
      ? 'which is neither a model of the suite nor of this run'
      : main.variantOf === undefined
        ? null
        : `which is itself a variant of ${main.variantOf}: name that`;
  if (problem === null) return;
  throw new HarnessError('bad-model', `${shown}: "variantOf" names "${variantOf}", ${problem}`);
}

function floorFirst(a: ModelTraits, b: ModelTraits): number {
  return Number(b.kind === 'floor') - Number(a.kind === 'floor');
}

function byNumber(a: ModelTraits, b: ModelTraits): number {
  const number = (model: ModelTraits) => model.number ?? Number.MAX_SAFE_INTEGER;
  return number(a) - number(b) || a.name.localeCompare(b.name, 'en');
}
