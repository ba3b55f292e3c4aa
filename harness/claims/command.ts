import { allClaims, loadClaim } from '../catalog.ts';
import type { Claim } from '../claim-contract.ts';
import type { Command } from '../command.ts';
import { viewOf } from '../engine/common-flags.ts';
import { EXIT } from '../errors.ts';
import { OutputFolder } from '../output/output-folder.ts';
import { invocation, projectOf } from '../project.ts';
import { writeFiles } from '../report/files.ts';
import { watchOf } from '../engine/progress.ts';
import { screenOf } from '../text/screen.ts';
import { testClaims } from './claims.ts';
import { judgeClaims } from './judging.ts';
import { CLAIMS_FLAGS, givenClaims, resolveClaims } from './options.ts';
import { claimsFiles } from './report/files.ts';
import { jsonClaims } from './report/json.ts';
import { terminalClaims } from './report/text.ts';

export const claimsCommand: Command<typeof CLAIMS_FLAGS> = {
  name: 'claims',
  usage: `Usage: ${invocation('claims', '[NAME…] [flags]')}

Tests what the article says of its models by experiments in Node: all of them, or those named.
Exit status: 0 every claim has a verdict, 1 one could not be measured, 2 could not run,
70 a bug, 130 interrupted by Ctrl-C.`,
  flags: CLAIMS_FLAGS,
  mostWords: Infinity,
  helpEnd: listOfClaims,
  async run({ flags, words, args }, io) {
    const options = resolveClaims(givenClaims(flags, args));
    const view = viewOf(flags, projectOf(process.cwd()).outDir('claims'));
    const claims = await claimsNamed([...new Set(words)]);
    using output = OutputFolder.open(view.outDir);
    const run = await testClaims(claims, options, output, watchOf(io, view));
    const answers = judgeClaims(run, claims);
    const paths = await writeFiles(await claimsFiles(answers, run), output);
    const screen = screenOf(io.stdout, process.env);
    const text = view.json ? jsonClaims(answers, run) : terminalClaims(answers, run, screen);
    io.stdout.write(`${text}\n`);
    if (!view.quiet) io.stderr.write(`\nAnswers: ${paths.at(-1) ?? ''}\n`);
    if (run.status === 'incomplete') return EXIT.interrupted;
    return answers.every(({ judgement }) => judgement !== null) ? EXIT.ok : EXIT.invalid;
  },
};

/** In the order of the article, not in that of the names. */
async function claimsNamed(names: readonly string[]): Promise<readonly Claim[]> {
  // An unknown name is the user's, and an error that says so.
  await Promise.all(names.map(loadClaim));
  const all = await allClaims();
  return names.length === 0 ? all : all.filter(({ name }) => names.includes(name));
}

async function listOfClaims(): Promise<string> {
  const claims = await allClaims();
  return claims.map(({ name, says }) => `  ${name.padEnd(28)} ${says}\n`).join('');
}
