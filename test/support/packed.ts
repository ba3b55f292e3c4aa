import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

import { ROOT } from './command.ts';
import { copyProject, PRODUCT } from './project-copy.ts';

/** What npm says of a tarball it made. */
export interface Tarball {
  readonly path: string;
  readonly version: string;
  readonly size: number;
  readonly unpackedSize: number;
  readonly files: readonly string[];
}

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Beside the sources: all that a tarball is made of. */
const PACKED = [
  ...['CHANGELOG.md', 'LICENSE', 'README.md', 'docs', 'examples'],
  ...['tsconfig.json', 'tsconfig.build.json', 'tsconfig.types.json'],
];
/** Package managers and Nodes, installed once and kept. */
const TOOLS = join(ROOT, '.cache/package-test');
const PLATFORM = `${process.platform}-${process.arch}`;
const TOOL_PACKAGES = {
  pnpm: 'pnpm@10.20.0',
  yarn: 'yarn@1.22.22',
  // The packages that `node` installs by a script, which npm may not run.
  node22: `node22@npm:node-${PLATFORM}@22.19.0`,
  node24: `node24@npm:node-${PLATFORM}@24.9.0`,
} as const;

/** Runs a program to its end; it must not ask anything. */
export function run(
  file: string,
  args: readonly string[],
  { cwd, path = [] }: { readonly cwd: string; readonly path?: readonly string[] },
): Promise<Ran> {
  const env = { ...process.env, PATH: [...path, process.env['PATH']].join(delimiter) };
  // npm's settings of the run that started the tests are not those of the user.
  for (const name of Object.keys(env))
    if (/^npm_(package|lifecycle|command|config_(prefix|local))/.test(name))
      Reflect.deleteProperty(env, name);
  return new Promise((resolve) => {
    const options = { cwd, env, maxBuffer: 2 ** 26 };
    const child = execFile(file, args, options, (error, stdout, stderr) => {
      const said = child.exitCode === null ? `${stderr}${error?.message ?? ''}` : stderr;
      resolve({ code: child.exitCode, stdout, stderr: said });
    });
  });
}

/** What `npm publish` would send, put into `target`. Made of a copy, so that tests beside this one keep their dist/. */
export async function pack(target: string): Promise<Tarball> {
  const folder = mkdtempSync(join(tmpdir(), 'pack-'));
  try {
    copyProject(folder, [...PRODUCT, ...PACKED.filter((path) => existsSync(join(ROOT, path)))]);
    const version = giveVersion(folder);
    const args = ['pack', '--json', '--pack-destination', target];
    const { code, stdout, stderr } = await run('npm', args, { cwd: folder });
    if (code !== 0) throw new Error(`npm pack failed:\n${stdout}${stderr}`);
    const [made] = Object.values(JSON.parse(stdout.slice(stdout.search(/^[[{]/m))) as object) as [
      { filename: string; size: number; unpackedSize: number; files: { path: string }[] },
    ];
    const { filename, size, unpackedSize, files } = made;
    return {
      path: join(target, filename),
      version,
      size,
      unpackedSize,
      files: files.map(({ path }) => path),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * The folders of executables of these tools, downloaded at the first time. Throws where the registry
 * cannot be reached: a test that was skipped would pass unseen.
 */
export async function installTools(): Promise<
  Readonly<Record<keyof typeof TOOL_PACKAGES, string>>
> {
  const bin = (name: string) => join(TOOLS, 'node_modules', name, 'bin');
  const names = Object.keys(TOOL_PACKAGES) as (keyof typeof TOOL_PACKAGES)[];
  const missing = names.filter((name) => !existsSync(bin(name)));
  if (missing.length > 0) {
    mkdirSync(TOOLS, { recursive: true });
    writeFileSync(join(TOOLS, 'package.json'), '{ "private": true }');
    const packages = names.map((name) => TOOL_PACKAGES[name]);
    const args = ['install', '--no-audit', '--no-fund', '--ignore-scripts', ...packages];
    const { code, stderr } = await run('npm', args, { cwd: TOOLS });
    if (code !== 0) throw new Error(`these tests need npm's registry:\n${stderr}`);
  }
  return Object.fromEntries(names.map((name) => [name, bin(name)])) as Record<
    keyof typeof TOOL_PACKAGES,
    string
  >;
}

/** Managers keep tarballs by their version, and would install that of the run before. */
function giveVersion(folder: string): string {
  const path = join(folder, 'package.json');
  const version = `0.0.0-test.${Date.now()}`;
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as object;
  writeFileSync(path, JSON.stringify({ ...manifest, version }));
  return version;
}
