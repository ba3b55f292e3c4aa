import type { Verdict } from '../../claim-contract.ts';
import type { ClaimAnswer } from '../../claims/judging.ts';
import type { ClaimsFile } from '../../../results/claims-format.ts';
import type { Table } from '../table.ts';

export const TITLE = "The article's claims, tested in Node";

const WORDS: Readonly<Record<Verdict, string>> = {
  holds: 'holds',
  'does-not-hold': 'does not hold',
  depends: 'depends',
};

export function verdictWord({ judgement }: ClaimAnswer): string {
  return judgement === null ? 'not measured' : WORDS[judgement.verdict];
}

/** What was seen, or why nothing was; of a verdict that depends, the condition too. */
export function seenText({ judgement, missing }: ClaimAnswer): string {
  if (judgement === null) return `No verdict: ${missing ?? 'nothing was measured'}.`;
  const { sentence, condition } = judgement;
  return condition === undefined ? sentence : `${sentence} It holds ${condition}.`;
}

/** What came of it in one sentence: how many claims got which verdict, or the verdict of the only one. */
export function headline(answers: readonly ClaimAnswer[], { status }: ClaimsFile): string {
  return `${counted(answers)}.${status === 'complete' ? '' : ' The run was interrupted.'}`;
}

function counted(answers: readonly ClaimAnswer[]): string {
  const [only, ...others] = answers;
  if (only !== undefined && others.length === 0) {
    return `${only.claim.title}: ${verdictWord(only)}`;
  }
  const count = (word: string) => answers.filter((answer) => verdictWord(answer) === word).length;
  const unmeasured = count('not measured');
  const judged = `Of ${answers.length} claims that the article makes for Python, ${count('holds')} hold in Node, ${count('does not hold')} do not, and ${count('depends')} depend on a condition`;
  const rest = unmeasured === 0 ? '' : `; ${unmeasured} could not be measured`;
  return `${judged}${rest}`;
}

/** All answers on one page. */
export function answersTable(answers: readonly ClaimAnswer[]): Table {
  return {
    title: 'Answers',
    columns: [
      { title: '#', align: 'right' },
      { title: 'claim', align: 'left' },
      { title: 'in Node', align: 'left' },
      { title: 'what was seen', align: 'left', prose: true },
    ],
    rows: answers.map((answer) => [
      { value: String(answer.claim.number), sortBy: answer.claim.number },
      { value: answer.claim.title, detail: answer.claim.name },
      { value: verdictWord(answer) },
      { value: seenText(answer) },
    ]),
    notes: intervalNotes(answers),
  };
}

/** Rounds that an interval of 95 % needs. */
const ENOUGH_ROUNDS = 6;

function intervalNotes(answers: readonly ClaimAnswer[]): readonly string[] {
  const few = answers.filter(({ rounds }) => rounds.done < ENOUGH_ROUNDS);
  const medians = 'Figures are medians over rounds, in brackets their 95 % interval';
  if (few.length === 0) return [`${medians}.`];
  if (few.length === answers.length) {
    return [
      `Figures are medians over rounds, in brackets their range: a 95 % interval needs ${ENOUGH_ROUNDS} rounds.`,
    ];
  }
  const names = few.map(({ claim }) => claim.number).join(', ');
  return [`${medians}; of claims ${names}, with fewer than ${ENOUGH_ROUNDS} rounds, their range.`];
}
