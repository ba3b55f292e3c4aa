import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { NO_REPOSITORY } from '../../harness/git.ts';
import { ROOT } from './command.ts';
import { copyProject } from './project-copy.ts';

const MODEL = 'scenarios/models/single-threaded.ts';

/** Of this project what a check compares, and what it needs to be compiled. */
const COPIED = [
  'scenarios',
  'harness/clock.ts',
  'harness/contract.ts',
  'harness/model-head.ts',
  'harness/in-path.ts',
  'harness/program-contract.ts',
  'harness/workload-contract.ts',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.build.json',
];

/** A git repository with one commit: the models and workloads of this project as they are. */
export class CheckProject implements Disposable {
  readonly folder = mkdtempSync(join(tmpdir(), 'check-project-'));

  constructor() {
    // Claims need half of the harness to be compiled, and no check looks at them.
    const claims = join(ROOT, 'scenarios/claims');
    const filter = (path: string) => !path.startsWith(claims);
    copyProject(this.folder, COPIED, filter);
    writeFileSync(join(this.folder, '.gitignore'), '.cache/\nnode_modules\nout/\n');
    this.git('init', '--quiet');
    this.commit();
  }

  git(...args: readonly string[]): string {
    const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@localhost'];
    const env = { ...process.env, ...NO_REPOSITORY };
    return execFileSync('git', [...identity, ...args], { cwd: this.folder, env, encoding: 'utf8' });
  }

  commit(): void {
    this.git('add', '--all');
    this.git('commit', '--quiet', '--message', 'Test');
  }

  /** Lets the model do this as well, before its work. */
  changeModel(statements: string): void {
    const path = join(this.folder, MODEL);
    const begin = /(async function run\(trial: Trial, collector: Collector\)[^\n]*\n)/;
    writeFileSync(path, readFileSync(path, 'utf8').replace(begin, `$1${statements}\n`));
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true });
  }
}
