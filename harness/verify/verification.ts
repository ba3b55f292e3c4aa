import { findModule, isFile, namesOf } from '../catalog.ts';
import { type ModelSearch, modelsWithFloor } from '../engine/models.ts';
import { findWorkload } from '../engine/workload.ts';
import { inspectKind } from '../inspect/inspector.ts';
import { isProgram } from '../engine/programs/planned-programs.ts';
import { casesOf } from './cases.ts';
import type { StepResult, Tell } from './step.ts';
import { tryProgram } from './program.ts';
import { openSubject } from './subject.ts';
import { trySteps } from './try-steps.ts';
import { TRIAL_SETTINGS, tryWorkload } from './workload.ts';

/** Where and how something is verified. */
export interface Trying extends ModelSearch {
  /** From spawn until a trial that still runs has failed. */
  readonly timeoutMs: number;
}

/** What is verified. */
export interface Verified {
  readonly kind: 'model' | 'workload';
  readonly name: string;
  /** What messages call its file. */
  readonly shown: string;
}

export interface Verification extends Verified {
  /** Throws the signal's reason when it is aborted. */
  run(tell: Tell): Promise<readonly StepResult[]>;
}

/** The model or workload that a word of the command line means. Throws HarnessError. */
export async function findVerification(word: string, trying: Trying): Promise<Verification> {
  const kind = await kindOf(word, trying);
  return kind === 'model' ? modelVerification(word, trying) : workloadVerification(word, trying);
}

async function modelVerification(word: string, trying: Trying): Promise<Verification> {
  // Chosen as for a run, so that what a run would refuse is refused here.
  const models = await modelsWithFloor({ set: [word], files: [] }, trying);
  const entry = models.find(({ name, shown }) => name === word || shown === word);
  if (entry === undefined) throw new Error(`${word} was not loaded`);
  const { url: modelUrl, shown, value: model } = entry;
  if (isProgram(entry)) {
    return {
      ...{ kind: 'model', name: model.name, shown },
      run: (tell) => tryProgram(entry, trying, tell),
    };
  }
  return {
    ...{ kind: 'model', name: model.name, shown },
    async run(tell) {
      await using subject = await openSubject({
        ...trying,
        modelUrl,
        model,
        signal: trying.watch.signal,
      });
      const cases = casesOf(model.kind);
      const steps = cases.map((one) => ({ ...one, check: () => one.check(subject) }));
      return await trySteps(steps, tell, trying.watch.signal);
    },
  };
}

async function workloadVerification(word: string, trying: Trying): Promise<Verification> {
  const search = { workload: word, settings: { ...TRIAL_SETTINGS, batchSize: null } };
  const workload = await findWorkload(search, trying);
  return {
    ...{ kind: 'workload', name: workload.value.name, shown: workload.shown },
    run: (tell) => tryWorkload(workload, trying, tell),
  };
}

async function kindOf(word: string, { folder, watch }: Trying): Promise<Verified['kind']> {
  if (!isFile(word)) return namesOf('workload').includes(word) ? 'workload' : 'model';
  return inspectKind(await findModule('model', word, folder), watch.signal);
}
