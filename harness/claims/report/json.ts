import type { ClaimAnswer } from '../judging.ts';
import type { RunFile } from '../../../results/format.ts';
import { printableJson } from '../../text/printable.ts';

/** Of this document, not of the run file. */
const FORMAT_VERSION = 1;

/** The document of `claims --json`. */
export function jsonClaims(answers: readonly ClaimAnswer[], run: RunFile): string {
  const { status, schedule } = run;
  const claims = answers.map(({ claim, judgement, missing, rounds }) => ({
    name: claim.name,
    number: claim.number,
    title: claim.title,
    verdict: judgement?.verdict ?? 'not-measured',
    sentence: judgement?.sentence ?? null,
    evidence: judgement?.evidence ?? [],
    condition: judgement?.condition ?? null,
    missing,
    rounds: rounds.done,
  }));
  return printableJson({ formatVersion: FORMAT_VERSION, status, scale: schedule.scale, claims });
}
