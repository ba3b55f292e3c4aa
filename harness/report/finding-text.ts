import type { Finding } from '../analysis/finding.ts';
import { inked, type Ink, type Screen } from '../text/screen.ts';
import { terminalText } from '../text/terminal.ts';

const INKS: Readonly<Record<Finding['severity'], Ink>> = {
  problem: 'red',
  warning: 'yellow',
  note: 'gray',
};

/** What was seen, without what to do about it. */
export function seenText({ severity, scenario, seen }: Omit<Finding, 'code' | 'advice'>): string {
  return `${severity}: ${scenario === null ? '' : `${scenario}: `}${seen}`;
}

/** Text that begins with its severity, as lines of a terminal. */
export function terminalFinding(
  text: string,
  severity: Finding['severity'],
  screen: Screen,
): string {
  return terminalText(text, screen).replace(severity, (word) =>
    inked(word, INKS[severity], screen),
  );
}
