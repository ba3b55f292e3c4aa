import type { Step, StepResult, Tell } from './step.ts';

/** Tries one after the other. Throws the signal's reason when it is aborted. */
export async function trySteps(
  steps: readonly Step[],
  tell: Tell,
  signal: AbortSignal,
): Promise<readonly StepResult[]> {
  const results: StepResult[] = [];
  let isClosed = false;
  for (const step of steps) {
    const result: StepResult = isClosed ? skipped(step) : await tried(step);
    signal.throwIfAborted();
    isClosed ||= step.isGate === true && result.status === 'failed';
    tell(result);
    results.push(result);
  }
  return results;
}

async function tried({ does, check }: Step): Promise<StepResult> {
  const { problem, stderr } = await check();
  return { does, status: problem === null ? 'ok' : 'failed', problem, stderr };
}

function skipped({ does }: Step): StepResult {
  return { does, status: 'skipped', problem: null, stderr: '' };
}
