import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { NO_REPOSITORY } from '../../harness/git.ts';
import { ROOT } from './command.ts';

/** Whatever the machine's user has configured, and with files as places to clone from. */
const CONFIG = [
  ...['user.name=Test', 'user.email=test@localhost', 'commit.gpgsign=false'],
  ...['init.defaultBranch=main', 'protocol.file.allow=always', 'core.hooksPath=/dev/null'],
].flatMap((setting) => ['-c', setting]);

/** Files by their paths. */
export type Files = Readonly<Record<string, string>>;

/** A git repository in a folder of its own, whose name has a space in it. */
export class GitRepo implements Disposable {
  readonly #parent: string;
  readonly folder: string;

  /** Committed at once. */
  constructor(files: Files) {
    this.#parent = realpathSync(mkdtempSync(join(tmpdir(), 'git-repo-')));
    this.folder = join(this.#parent, 'a user');
    mkdirSync(this.folder);
    this.git('init', '--quiet');
    this.commit(files);
  }

  /** A path beside the repository, removed with it. */
  beside(name: string): string {
    return join(this.#parent, name);
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  read(name: string): string {
    return readFileSync(this.path(name), 'utf8');
  }

  write(files: Files): void {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(this.path(name)), { recursive: true });
      writeFileSync(this.path(name), text);
    }
  }

  /** Returns the commit. */
  commit(files: Files): string {
    this.write(files);
    this.git('add', '--all');
    this.git('commit', '--quiet', '--allow-empty', '--message', 'Test');
    return this.git('rev-parse', 'HEAD');
  }

  git(...args: readonly string[]): string {
    return gitIn(this.folder, ...args);
  }

  [Symbol.dispose](): void {
    rmSync(this.#parent, { recursive: true });
  }
}

export function gitIn(cwd: string, ...args: readonly string[]): string {
  const env = { ...process.env, ...NO_REPOSITORY };
  return execFileSync('git', [...CONFIG, ...args], { cwd, env, encoding: 'utf8' }).trim();
}

/** The folder that a project keeps for itself; its copy of Node, 150 MB, is a link to that of this one. */
export function linkNode(repo: GitRepo, project = ''): void {
  repo.write({ [join(project, '.concurrency-bench/.gitignore')]: '*\n' });
  const name = `node-${process.version}`;
  const own = join(ROOT, '.cache', name);
  if (!existsSync(own)) return;
  const cache = repo.path(join(project, '.concurrency-bench/cache'));
  mkdirSync(cache, { recursive: true });
  symlinkSync(own, join(cache, name));
}

/** Links a package of the repository into its node_modules, as workspaces are. */
export function linkWorkspace(repo: GitRepo, name: string, place: string): void {
  const path = repo.path(join('node_modules', name));
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(repo.path(place), path);
}
