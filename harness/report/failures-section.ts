import { failureText } from '../../results/failure.ts';
import type { FailedTrial, InvalidTrial, ItemFailureExample } from '../../results/format.ts';
import { roundName } from '../../results/round-name.ts';
import { type Failure, failures } from '../analysis/failures.ts';
import { labelOf, type Summary } from '../analysis/summary.ts';
import type { Part } from '../drawing/shell.ts';
import { escapeHtml } from '../text/html.ts';
import { codeBlock, escapeText } from '../text/markdown.ts';

const TITLE = 'Why a model has no figures';

/** Sentences, each with what was printed or thrown. */
interface Reason {
  readonly text: string;
  readonly output: string | null;
}

/** Why a model has no figures, in Markdown; empty where all have. */
export function failuresMarkdown(summary: Summary): readonly string[] {
  const reasons = failures(summary).flatMap(reasonsOf);
  if (reasons.length === 0) return [];
  const each = reasons.flatMap(({ text, output }) => [
    escapeText(text),
    ...(output === null ? [] : [codeBlock(output)]),
  ]);
  return [`## ${TITLE}`, ...each];
}

/** The same for the page. */
export function failuresParts(summary: Summary): readonly Part[] {
  const reasons = failures(summary).flatMap(reasonsOf);
  if (reasons.length === 0) return [];
  const each = reasons.flatMap(({ text, output }) => [
    `<p>${escapeHtml(text)}</p>`,
    ...(output === null ? [] : [`<pre>${escapeHtml(output)}</pre>`]),
  ]);
  return [{ title: TITLE, content: each.join('\n') }];
}

/** One line for a note, with the innermost place of each stack; the section has the stacks. */
export function failureLine({ scenario, trial, rounds }: Failure): string {
  const places = trial.status === 'invalid' ? trial.examples.flatMap(placeOf) : [];
  const reason = excerpt([failureText(trial), ...places].join('; '), LONGEST_LINE);
  return `${labelOf(scenario)}, ${roundsText(rounds)}: ${trial.status}: ${reason}`;
}

/** Of characters; a message or an item of the user's may be of any length. */
const LONGEST_LINE = 500;
const LONGEST_OUTPUT = 5000;
const MOST_ROUNDS = 5;

function reasonsOf(failure: Failure): readonly Reason[] {
  const text = failureLine(failure);
  const { trial } = failure;
  return trial.status === 'invalid' ? itemReasons(text, trial) : [failedReason(text, trial)];
}

/** `warm-up round, round 3`, `rounds 1, 2, 3, 4, 5 and 5 more`. */
function roundsText(rounds: readonly number[]): string {
  const warmups = rounds.filter((round) => round < 0).map(roundName);
  const others = rounds.filter((round) => round >= 0).map((round) => round + 1);
  if (others.length === 0) return warmups.join(', ');
  const more = others.length - MOST_ROUNDS;
  const shown = others.slice(0, MOST_ROUNDS).join(', ') + (more > 0 ? ` and ${more} more` : '');
  return [...warmups, `round${others.length === 1 ? '' : 's'} ${shown}`].join(', ');
}

/** `thrown at run (bench/thumbnails.ts:12:9)`. */
function placeOf({ stack }: ItemFailureExample): readonly string[] {
  const [, place] = /^\s+(at .+)$/m.exec(stack ?? '') ?? [];
  return place === undefined ? [] : [`thrown ${place}`];
}

function itemReasons(text: string, { examples }: InvalidTrial): readonly Reason[] {
  return [
    { text, output: null },
    ...examples.map(({ item, kind, message, stack }) => ({
      text: `Item ${excerpt(item, LONGEST_LINE)} (${kind}):`,
      output: excerpt(stack ?? message, LONGEST_OUTPUT),
    })),
  ];
}

function failedReason(text: string, { stderr }: FailedTrial): Reason {
  return { text, output: stderr === '' ? null : excerpt(stderr, LONGEST_OUTPUT) };
}

function excerpt(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}
