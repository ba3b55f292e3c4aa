import type { RunFile } from '../../results/format.ts';
import { answer } from './answer.ts';
import { type Change, changesSince } from './changes.ts';
import { comparisonText, isDetected } from './ratio-text.ts';
import { summarize } from './summary.ts';

/** What changed since a former run of the same work, in sentences. */
export function changesText(former: RunFile, run: RunFile): string {
  return [
    foundText(changesSince(former, run)),
    ...recommendationText(former, run),
    ...softwareText(former, run),
    'The two runs are not paired, so a difference may come from the machine; check compares versions.',
  ].join(' ');
}

function foundText(changes: readonly Change[]): string {
  if (changes.every(({ comparison }) => comparison.outcome === 'unknown')) {
    return 'Against it: too few rounds to detect a difference.';
  }
  const detected = changes
    .filter(({ comparison }) => isDetected(comparison))
    .map(({ label, quantity, comparison }) => `${label} ${comparisonText(comparison, quantity)}`);
  return detected.length === 0
    ? 'Against it: no difference detected in time, memory or CPU.'
    : `Against it: ${detected.join('; ')}; no other difference detected.`;
}

function recommendationText(former: RunFile, run: RunFile): readonly string[] {
  const [before, now] = [former, run].map((one) => answer(summarize(one)).model);
  if (before === now) return [];
  return [`It recommended ${before ?? 'no model'}.`];
}

function softwareText(former: RunFile, run: RunFile): readonly string[] {
  const [before, now] = [former, run].map(softwareOf);
  const changed = (before ?? []).flatMap((text, index) => {
    const after = now?.[index] ?? '';
    return text === after ? [] : `${text} → ${after}`;
  });
  return changed.length === 0 ? [] : [`Changed in between: ${changed.join(', ')}.`];
}

/** What may differ though the work is the same. */
function softwareOf({ environments: [machine] }: RunFile): readonly string[] {
  const { node = '', kernel = '', gitCommit, gitDirty } = machine ?? {};
  const commit = gitCommit?.slice(0, 10) ?? 'no commit';
  return [
    `Node ${node}`,
    `kernel ${kernel}`,
    `${commit}${gitDirty === true ? ' with changes' : ''}`,
  ];
}
