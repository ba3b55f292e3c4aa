import { main } from '../../mock-server/main.ts';
import { MOCK_FLAGS, MOCK_SUMMARY } from '../../mock-server/options.ts';
import type { Command } from '../command.ts';
import { invocation, projectOf } from '../project.ts';

/** The mock server by itself, for a project's own tests or for several runs. */
export const mockCommand: Command<typeof MOCK_FLAGS> = {
  name: 'mock',
  usage: `Usage: ${invocation('mock', '[flags]')}\n\n${MOCK_SUMMARY}`,
  flags: MOCK_FLAGS,
  mostWords: 0,
  run({ args }, { stdout, stderr, signal }) {
    // The last of a flag given twice counts.
    const cache = `--cache-dir=${projectOf(process.cwd()).cacheDir}`;
    return main([cache, ...args], {
      stdout: (text) => stdout.write(text),
      stderr: (text) => stderr.write(text),
      stop: signal,
      tellParent: null,
    });
  },
};
