import type { ClaimVerdict } from '../../claim-contract.ts';
import type { ClaimAnswer } from '../judging.ts';
import type { RunFile } from '../../../results/format.ts';
import { formatList } from '../../text/format.ts';
import type { Table } from '../../text/table.ts';

export const TITLE = "The article's claims, tested in Node";

const WORDS: Readonly<Record<ClaimVerdict, string>> = {
  holds: 'holds',
  'does-not-hold': 'does not hold',
  depends: 'depends',
};

/** Each in the singular and the plural. */
const COUNTED = [
  { verdict: 'holds', words: ['holds', 'hold'] },
  { verdict: 'does-not-hold', words: ['does not hold', 'do not hold'] },
  { verdict: 'depends', words: ['depends on a condition', 'depend on a condition'] },
  { verdict: null, words: ['could not be measured', 'could not be measured'] },
] as const;

export function verdictWord({ judgement }: ClaimAnswer): string {
  return judgement === null ? 'not measured' : WORDS[judgement.verdict];
}

/** The finding, or why there is none. */
export function findingText({ judgement, missing }: ClaimAnswer): string {
  return judgement?.sentence ?? `No verdict: ${missing ?? 'nothing was measured'}.`;
}

/** The figures behind the finding; of a verdict that depends, the condition too. */
export function evidenceText({ judgement }: ClaimAnswer): readonly string[] {
  if (judgement === null) return [];
  const { evidence, condition } = judgement;
  return condition === undefined ? evidence : [...evidence, `Condition: ${condition}.`];
}

/** What came of it in one sentence: how many claims got which verdict, or the verdict of the only one. */
export function claimsHeadline(answers: readonly ClaimAnswer[], { status }: RunFile): string {
  return `${counted(answers)}.${status === 'complete' ? '' : ' The run was interrupted.'}`;
}

function counted(answers: readonly ClaimAnswer[]): string {
  const [only, ...others] = answers;
  if (only !== undefined && others.length === 0) {
    return `${only.claim.title}: ${verdictWord(only)}`;
  }
  const parts = COUNTED.map(({ words, verdict }) => {
    const count = answers.filter(
      ({ judgement }) => (judgement?.verdict ?? null) === verdict,
    ).length;
    return count === 0 ? [] : `${count} ${words[count === 1 ? 0 : 1]}`;
  });
  return `In Node, of the article's ${answers.length} claims about Python, ${formatList(parts.flat())}`;
}

/** All answers on one page. */
export function answersTable(answers: readonly ClaimAnswer[]): Table {
  return {
    title: 'Answers',
    columns: [
      { title: '#', align: 'right' },
      { title: 'claim', align: 'left' },
      { title: 'in Node', align: 'left' },
      { title: 'finding', align: 'left', prose: true },
    ],
    rows: answers.map((answer) => [
      { value: String(answer.claim.number), sortBy: answer.claim.number },
      { value: answer.claim.title, detail: answer.claim.name },
      { value: verdictWord(answer) },
      { value: findingText(answer) },
    ]),
    notes: intervalNotes(answers),
  };
}

/** Rounds that an interval of 95 % needs. */
const ENOUGH_ROUNDS = 6;

export function intervalNotes(answers: readonly ClaimAnswer[]): readonly string[] {
  const few = answers.filter(({ rounds }) => rounds.done < ENOUGH_ROUNDS);
  const start = 'Findings give medians over rounds; the figures of each claim show their';
  const enough = `a 95 % confidence interval needs at least ${ENOUGH_ROUNDS} rounds`;
  if (few.length === 0) return [`${start} 95 % confidence intervals.`];
  if (few.length === answers.length) return [`${start} full range: ${enough}.`];
  const names = few.map(({ claim }) => String(claim.number));
  return [
    `${start} 95 % confidence intervals, or for ${names.length === 1 ? 'claim' : 'claims'} ${formatList(names)} their full range: ${enough}.`,
  ];
}
