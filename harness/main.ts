import { baselineCommand } from './check/baseline-command.ts';
import { checkCommand } from './check/command.ts';
import { claimsCommand } from './claims/command.ts';
import { renderClaims } from './claims/report/files.ts';
import { compareCommand } from './compare/command.ts';
import { reportCommand } from './report/command.ts';
import { HarnessError, reportFailure } from './errors.ts';
import type { Command, Io } from './command.ts';

/** Every command, by the word that starts it; package.json has a script for each. */
const COMMANDS: Readonly<Record<string, Command>> = {
  baseline: baselineCommand,
  check: checkCommand,
  claims: claimsCommand,
  compare: compareCommand,
  report: (args, io) => reportCommand(args, io, { claims: renderClaims }),
};

/** The whole program: a command line and streams in, an exit status out. */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  try {
    const [word = '', ...args] = argv;
    const command = Object.hasOwn(COMMANDS, word) ? COMMANDS[word] : undefined;
    if (command === undefined) throw unknownCommand(word);
    return await command(args, io);
  } catch (error) {
    return reportFailure(error, io.stderr);
  }
}

function unknownCommand(word: string): HarnessError {
  const known = Object.keys(COMMANDS).join(', ');
  return new HarnessError('unknown-command', `unknown command "${word}": use one of ${known}`);
}
