import { numberOf } from '../../mock-server/flags.ts';
import type { Command } from '../command.ts';
import { inRange, RANGES } from '../engine/options.ts';
import { SILENT } from '../engine/progress.ts';
import { scratchFolder } from '../engine/scratch-folder.ts';
import { EXIT, HarnessError } from '../errors.ts';
import { invocation } from '../project.ts';
import { endText, headText, isOk, jsonText, resultText } from './report.ts';
import { findVerification } from './verification.ts';

const VERIFY_FLAGS = {
  timeout: {
    type: 'string',
    value: 'S',
    help: 'seconds after which a trial is ended and has failed (default: 30)',
  },
  json: { type: 'boolean', help: 'print one JSON document instead of lines' },
} as const;

export const verifyCommand: Command<typeof VERIFY_FLAGS> = {
  name: 'verify',
  usage: `Usage: ${invocation('verify', 'FILE [flags]')}

Tries whether a model does all that is asked of one, or whether a workload runs under every model with
the same results. FILE is a file of yours, such as ./my-model.ts, or the name of a model or workload
that comes with the suite.
Exit status: 0 all is well, 1 something is missing, 2 could not run, 70 a bug, 130 interrupted by Ctrl-C.`,
  flags: VERIFY_FLAGS,
  mostWords: 1,
  async run({ flags, words: [word] }, { stdout, signal }) {
    if (word === undefined) {
      throw new HarnessError('bad-value', `name a file: ${invocation('verify', './my-model.ts')}`);
    }
    const { timeoutSeconds } = RANGES;
    const seconds = inRange(timeoutSeconds, numberOf(timeoutSeconds, flags.timeout) ?? 30);
    using scratch = scratchFolder();
    const trying = {
      folder: scratch.path,
      timeoutMs: 1000 * seconds,
      watch: { progress: SILENT, signal },
    };
    const verification = await findVerification(word, trying);
    const say = (text: string): void => {
      if (flags.json !== true) stdout.write(text);
    };
    say(headText(verification));
    const results = await verification.run((result) => {
      say(resultText(result));
    });
    stdout.write(flags.json === true ? jsonText(verification, results) : endText(results));
    return isOk(results) ? EXIT.ok : EXIT.invalid;
  },
};
