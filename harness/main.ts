import { FlagError, HELP_FLAG, helpText, quoted, readArguments } from '../mock-server/flags.ts';
import { refuseStaleBuild } from './built-from.ts';
import { baselineCommand } from './check/stored/baseline-command.ts';
import { checkCommand } from './check/command.ts';
import { claimsCommand } from './claims/command.ts';
import { renderClaims } from './claims/report/files.ts';
import type { Command, Io } from './command.ts';
import { compareCommand } from './compare/command.ts';
import { version } from './engine/suite.ts';
import { EXIT, HarnessError, reportFailure } from './errors.ts';
import { initCommand } from './init/command.ts';
import { mockCommand } from './mock/command.ts';
import { refuseFlagsOfNpm } from './npm-flags.ts';
import { overview } from './overview.ts';
import { reportCommand } from './report/command.ts';
import { runtimesCommand } from './runtimes/command.ts';
import { verifyCommand } from './verify/command.ts';

/** package.json has a script for each. */
const COMMANDS: readonly Command[] = [
  ...[baselineCommand, checkCommand, claimsCommand, compareCommand, initCommand, mockCommand],
  ...[reportCommand({ claims: renderClaims }), runtimesCommand, verifyCommand],
];

const VERSION_FLAG = { version: { type: 'boolean', help: 'show the version and end' } } as const;

/** The whole program: a command line and streams in, an exit status out. */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  try {
    refuseStaleBuild();
    const [word = '--help', ...args] = argv;
    if (word === '--help' || word === '--version') {
      io.stdout.write(word === '--help' ? overview(COMMANDS) : `${version()}\n`);
      return argv.length === 0 ? EXIT.usage : EXIT.ok;
    }
    return await run(commandOf(word), args, io);
  } catch (error) {
    if (io.signal.aborted && error === io.signal.reason) return EXIT.interrupted;
    const isFlag = error instanceof FlagError;
    const shown = isFlag ? new HarnessError(error.code, error.message) : error;
    const status = reportFailure(shown, io.stderr);
    // A program that the command needs, such as git, got the signal as well and failed by it.
    return io.signal.aborted && status === EXIT.usage ? EXIT.interrupted : status;
  }
}

async function run(command: Command, args: readonly string[], io: Io): Promise<number> {
  refuseFlagsOfNpm(command.flags, args, process.env);
  const flags = { ...command.flags, ...HELP_FLAG, ...VERSION_FLAG };
  const given = readArguments(flags, args, command.mostWords);
  if (given.flags.version === true) {
    io.stdout.write(`${version()}\n`);
    return EXIT.ok;
  }
  if (given.flags.help !== true) return command.run({ ...given, args }, io);
  io.stdout.write(helpText(command.usage, flags));
  if (command.helpEnd !== undefined) io.stdout.write(`\n${await command.helpEnd()}`);
  return EXIT.ok;
}

function commandOf(word: string): Command {
  const command = COMMANDS.find(({ name }) => name === word);
  if (command !== undefined) return command;
  const known = COMMANDS.map(({ name }) => name).join(', ');
  throw new HarnessError('unknown-command', `unknown command ${quoted(word)}: use one of ${known}`);
}
