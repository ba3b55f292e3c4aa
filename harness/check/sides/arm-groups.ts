import type { Scenario } from '../../../results/format.ts';
import type { Model, Workload } from '../../contract.ts';
import { HarnessError } from '../../errors.ts';
import type { CheckSide, CheckSides } from './side.ts';
import type { Group } from '../../engine/plan.ts';
import { scenarioOf } from '../../engine/scenario.ts';
import type { RunnableScenario } from '../../engine/trial.ts';

/**
 * The arms of every model, which run next to each other. Only the first model has a control, the
 * base once more: what favours one arm, be it a folder, a file cache or the machine, does not ask
 * for the model, and a control for each would cost half as much time again.
 */
export function armGroups(
  models: readonly Model[],
  workload: Workload,
  { base, head }: CheckSides,
): readonly Group<RunnableScenario>[] {
  return models.map((model, index) => {
    const arm = (name: Scenario['arm'], side: CheckSide): RunnableScenario => ({
      scenario: scenarioOf(model, workload, { arm: name, nodeVersion: side.nodeVersion }),
      modelUrl: moduleUrl(side, 'models', model.name),
      workloadUrl: moduleUrl(side, 'workloads', workload.name),
      ...(side.program && { program: side.program }),
    });
    const sides = [arm('base', base), arm('head', head)];
    return index === 0 ? [...sides, arm('control', base)] : sides;
  });
}

function moduleUrl(side: CheckSide, kind: 'models' | 'workloads', name: string): string {
  const url = side[kind].get(name);
  if (url !== undefined) return url;
  const message = `${side.about.ref} has no scenarios/${kind}/${name}.ts: name what both sides have`;
  throw new HarnessError('nothing-to-check', message);
}
