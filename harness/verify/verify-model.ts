import type { Outcome, Subject } from './case.ts';
import { casesOf } from './cases.ts';

/** A case, tried or not. */
export type CaseResult = Pick<Outcome, 'problem' | 'stderr'> & {
  readonly does: string;
  readonly status: 'ok' | 'failed' | 'skipped';
};

/** Tries every case, and tells each as it ends. Where the plainest fails, the others are skipped. */
export async function verifyModel(
  subject: Subject,
  tell: (result: CaseResult) => void,
): Promise<readonly CaseResult[]> {
  const results: CaseResult[] = [];
  for (const { does, check } of casesOf(subject.kind)) {
    subject.signal.throwIfAborted();
    const isSkipped = results[0]?.status === 'failed';
    const outcome = isSkipped ? { problem: null, stderr: '' } : await check(subject);
    const failed = outcome.problem === null ? 'ok' : 'failed';
    const result: CaseResult = { does, status: isSkipped ? 'skipped' : failed, ...outcome };
    tell(result);
    results.push(result);
  }
  return results;
}
