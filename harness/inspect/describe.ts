import { checkedNames } from '../../scenarios/checked-names.ts';
import { ListError } from '../../scenarios/simple/list.ts';
import { importChecked, traitsOf } from './checked-module.ts';
import type { ModelTraits, Params, TrialSettings, Workload, WorkloadTraits } from '../contract.ts';
import { HarnessError } from '../errors.ts';
import { quoted } from '../../mock-server/flags.ts';
import { nearest } from '../../mock-server/nearest.ts';
import { errorText } from './error-text.ts';
import { type ModuleRef, MOST_LISTED } from './protocol.ts';

/** Throws HarnessError. */
export async function describeModel(module: ModuleRef): Promise<ModelTraits> {
  const model = await importChecked('model', module);
  return { summary: '', kind: 'model', ...traitsOf(model), name: model.name ?? module.name };
}

/** Lists the items too, where that takes no mock server. Throws HarnessError. */
export async function describeWorkload(
  module: ModuleRef,
  given: TrialSettings,
): Promise<WorkloadTraits> {
  const workload = await importChecked('workload', module);
  const params = completeParams(module, workload.params ?? {}, given.params);
  const usesMockServer = workload.usesMockServer === true;
  return {
    name: workload.name ?? module.name,
    summary: workload.summary ?? '',
    form: 'run' in workload ? 'simple' : 'pair',
    ...{ usesMockServer, params },
    shares: 'run' in workload && workload.share !== undefined,
    listed: usesMockServer ? null : await count(module, workload, { ...given, params }),
  };
}

/** Null where there are more than the trial could be asked for, as of an endless list. */
async function count(
  module: ModuleRef,
  workload: Workload,
  settings: TrialSettings,
): Promise<number | null> {
  const { length } = await checkedList(module.shown, workload, settings);
  return length > MOST_LISTED ? null : length;
}

/** The names of the items. Throws HarnessError. */
export async function checkedList(
  shown: string,
  workload: Workload,
  settings: TrialSettings,
): Promise<readonly string[]> {
  try {
    return await checkedNames(workload, settings);
  } catch (error) {
    const reason = error instanceof ListError ? error.message : `failed: ${errorText(error)}`;
    const message = `${shown}: list: ${reason}`;
    throw new HarnessError('bad-workload', message, { cause: error });
  }
}

/** The defaults with what was given, each as the type of its default. Throws HarnessError. */
function completeParams({ shown }: ModuleRef, defaults: Params, given: Params): Params {
  const params: Record<string, string | number | boolean> = { ...defaults };
  for (const [name, value] of Object.entries(given)) {
    const known = Object.keys(defaults);
    if (!known.includes(name)) throw noSuchParam(name, known, shown);
    params[name] = converted(name, value, typeof defaults[name]);
  }
  return params;
}

function converted(name: string, value: string | number | boolean, type: string) {
  const text = String(value);
  if (type === 'string') return text;
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  const number = Number(text);
  if (type === 'number' && text.trim() !== '' && Number.isFinite(number)) return number;
  const wanted = type === 'boolean' ? 'true or false' : 'a number';
  throw new HarnessError('bad-value', `--param ${name} must be ${wanted}, not ${quoted(text)}`);
}

function noSuchParam(name: string, known: readonly string[], shown: string): HarnessError {
  const hint = nearest(name, known);
  const all = known.length === 0 ? 'it has no "params"' : `it has ${known.join(', ')}`;
  const help = hint === null ? all : `did you mean ${hint}?`;
  return new HarnessError(
    'bad-value',
    `--param: ${shown} has no parameter ${quoted(name)}; ${help}`,
  );
}
