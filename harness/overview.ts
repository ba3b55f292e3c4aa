import type { Command } from './command.ts';
import { invocation } from './project.ts';

/** What `--help` without a command shows. */
export function overview(commands: readonly Command[]): string {
  const lines = commands.map(({ name, usage }) => `  ${name.padEnd(10)} ${firstSentence(usage)}\n`);
  return `Usage: ${invocation('COMMAND', '[flags]')}

${lines.join('')}
${invocation('COMMAND', '--help')} shows the flags of one.
`;
}

/** Of what follows the lines that say how to call it. */
function firstSentence(usage: string): string {
  const [, about = ''] = usage.split('\n\n');
  return `${about.replaceAll('\n', ' ').split('. ')[0] ?? ''}.`.replace('..', '.');
}
