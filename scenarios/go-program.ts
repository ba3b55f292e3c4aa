import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import type { FoundProgram, ProgramMachine } from '../harness/contract.ts';
import { inPath } from '../harness/in-path.ts';
import { built, outputOf, suiteProgram } from './program-search.ts';

/** A program in Go, by the name of what is built and its sources in scenarios/programs/go/. */
interface GoProgram {
  readonly name: string;
  readonly files: readonly string[];
}

const GO_FETCH: GoProgram = {
  name: 'go-fetch',
  files: ['main.go', 'protocol.go', 'document.go', 'goroutines.go', 'bare_work.go'],
};
/** Of the claim creation-cost. */
export const GO_MANY: GoProgram = { name: 'go-many', files: ['many-goroutines/main.go'] };

/** Without a module and without cgo, so that a build needs neither a network nor a C compiler. */
const ENV = { CGO_ENABLED: '0', GO111MODULE: 'off', GOTOOLCHAIN: 'local', GOFLAGS: '' };

const run = promisify(execFile);

/** The suite's Go program with these arguments, built once for this compiler. */
export async function goProgram(
  { cacheDir }: ProgramMachine,
  args: readonly string[],
  { name, files }: GoProgram = GO_FETCH,
): Promise<FoundProgram> {
  const [go] = inPath('go');
  if (go === undefined)
    return { missing: 'no go in PATH: install it, for example with apt install golang-go' };
  // go version go1.19.8 linux/amd64
  const version = /go(\d\S*)/.exec((await outputOf(go, ['version'])) ?? '')?.[1];
  if (version === undefined) return { missing: `${go} does not tell its version` };
  const sources = files.map((file) => suiteProgram(`go/${file}`));
  try {
    const executable = await built({
      ...{ name, cacheDir, sources },
      compiler: `${version} ${JSON.stringify(ENV)} ${process.arch}`,
      build: (path) =>
        run(go, ['build', '-o', path, ...sources], { env: { ...process.env, ...ENV } }),
    });
    return { executable, args, runtime: `go ${version}` };
  } catch (error) {
    const [line = ''] = (error as Error).message.split('\n').slice(1);
    return { missing: `go build failed: ${line.trim()}` };
  }
}
