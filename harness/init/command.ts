import { existsSync } from 'node:fs';
import { relative } from 'node:path';

import type { Command } from '../command.ts';
import { EXIT } from '../errors.ts';
import { invocation } from '../project.ts';
import { type NewFile, writeNewFiles } from './new-files.ts';
import { workflowFiles } from './workflows.ts';
import { workloadText } from './workload-file.ts';

const FLAGS = {
  ci: { type: 'boolean', help: 'also write GitHub workflows that check pull requests' },
} as const;

const DEFAULT_FILE = 'bench/workload.ts';

export const initCommand: Command<typeof FLAGS> = {
  name: 'init',
  get usage() {
    return `Usage: ${invocation('init', '[FILE]', '[flags]')}

Writes a small workload to begin with, which runs as it is (default: ${DEFAULT_FILE}). FILE may end in
.ts, .mts, .cts, .js, .mjs or .cjs. No file is ever replaced.`;
  },
  flags: FLAGS,
  mostWords: 1,
  run({ flags, words: [given = DEFAULT_FILE] }, { stdout }) {
    const folder = process.cwd();
    const file = relative(folder, given);
    const workload = { path: file, text: workloadText(file) };
    const workflows = flags.ci === true ? workflowFiles(folder, file) : [];
    // With --ci the workload may be there already: it is then the one to be checked.
    const isKept = flags.ci === true && existsSync(file);
    const files: readonly NewFile[] = isKept ? workflows : [workload, ...workflows];
    writeNewFiles(files);
    for (const { path } of files) stdout.write(`wrote ${path}\n`);
    stdout.write(nextSteps(file, flags.ci === true));
    return Promise.resolve(EXIT.ok);
  },
};

function nextSteps(file: string, withChecks: boolean): string {
  const word = /^[\w./-]+$/.test(file) ? file : JSON.stringify(file);
  const compare = `\nRun it under every model:\n  ${invocation('compare', word, '--quick')}\n`;
  if (!withChecks) return compare;
  return `${compare}
The workflows run the concurrency-bench that package.json names, so it must be among devDependencies.\n`;
}
