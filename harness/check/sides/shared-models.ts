import type { Finding } from '../../analysis/finding.ts';
import type { Entry } from '../../catalog.ts';
import type { ModelTraits } from '../../contract.ts';
import { HarnessError } from '../../errors.ts';
import type { ModelChoice } from '../../engine/options.ts';
import { type CheckSides, moduleUrl } from './sides.ts';

/**
 * The models that both sides have. One that is new cannot have regressed; one that is gone may have been
 * renamed, and then nothing guards it. Throws HarnessError when no model is left.
 */
export function sharedModels(
  asked: readonly Entry<ModelTraits>[],
  { base, head }: Omit<CheckSides, 'findings'>,
  { set: choice, allowRemoved }: { readonly set: ModelChoice; readonly allowRemoved: boolean },
): { readonly models: readonly Entry<ModelTraits>[]; readonly findings: readonly Finding[] } {
  const isInBase = (model: Entry<ModelTraits>) => moduleUrl(base, 'models', model) !== null;
  const models = asked.filter(isInBase);
  if (models.length === 0) {
    const names = asked.map(({ value }) => value.name);
    const message = `${base.version.ref} has none of the models ${names.join(', ')}: name others with --models`;
    throw new HarnessError('nothing-to-check', message);
  }
  const added = asked.filter((model) => !isInBase(model)).map(({ value }) => value.name);
  const wanted = typeof choice === 'string' ? [...base.models.keys()] : [];
  const removed = wanted.filter((name) => !head.models.has(name));
  return {
    models,
    findings: [
      ...added.map((name) => oneSided(name, `not in ${base.version.ref}`)),
      ...removed.map((name) => {
        const where = `in ${base.version.ref}, but no longer here`;
        return allowRemoved ? oneSided(name, where) : removedModel(name, where);
      }),
    ],
  };
}

function oneSided(model: string, where: string): Finding {
  return {
    code: 'model-on-one-side',
    severity: 'note',
    scenario: null,
    seen: `${model} is ${where}: there is nothing to compare it with, so it was left out`,
    advice: 'Nothing, unless it should be on both sides.',
  };
}

function removedModel(model: string, where: string): Finding {
  return {
    code: 'model-removed',
    severity: 'problem',
    scenario: null,
    seen: `${model} is ${where}: nothing shows whether what replaces it got worse`,
    advice: 'Add --allow-removed if it is to go.',
  };
}
