import type { Model } from '../contract.ts';

/**
 * The floor first, then the models in the order of the article, each with its variants behind it.
 * `all` are the models there are: a variant's model need not be among those to be sorted.
 */
export function modelOrder(all: readonly Model[]): (a: Model, b: Model) => number {
  const byName = new Map(all.map((model) => [model.name, model]));
  const mainOf = (model: Model) => byName.get(model.variantOf ?? model.name) ?? model;
  return (a, b) => {
    const [mainA, mainB] = [mainOf(a), mainOf(b)];
    if (mainA !== mainB) return floorFirst(mainA, mainB) || byNumber(mainA, mainB);
    return Number(a !== mainA) - Number(b !== mainB) || byNumber(a, b);
  };
}

function floorFirst(a: Model, b: Model): number {
  return Number(b.kind === 'floor') - Number(a.kind === 'floor');
}

function byNumber(a: Model, b: Model): number {
  const number = (model: Model) => model.number ?? Number.MAX_SAFE_INTEGER;
  return number(a) - number(b) || a.name.localeCompare(b.name, 'en');
}
