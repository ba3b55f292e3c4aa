import { allClaims, loadClaim } from '../catalog.ts';
import type { Claim } from '../claim-contract.ts';
import { testClaims } from './claims.ts';
import { judgeClaims } from './judging.ts';
import { EXIT } from '../errors.ts';
import { helpText } from '../flags.ts';
import type { Io } from '../command.ts';
import { CLAIMS_FLAGS, claimsOptions } from './options.ts';
import { claimsFiles } from './report/files.ts';
import { jsonClaims } from './report/json.ts';
import { terminalClaims } from './report/text.ts';
import { OutputFolder } from '../output/output-folder.ts';
import { watchOf } from '../watch.ts';
import { writeFiles } from '../report/write.ts';

const USAGE = `Usage: npm run claims -- [NAME…] [flags]

Tests what the article says of its models by experiments in Node: all of them, or those named.
Exit status: 0 every claim has a verdict, 1 one could not be measured, 2 could not run,
130 interrupted.`;

export async function claimsCommand(args: readonly string[], io: Io): Promise<number> {
  const options = claimsOptions(args);
  if (options === 'help') {
    io.stdout.write(`${helpText(USAGE, CLAIMS_FLAGS)}\n${await listOfClaims()}`);
    return EXIT.ok;
  }
  const claims = await claimsNamed(options.names);
  using output = OutputFolder.open(options.outDir);
  const run = await testClaims(claims, options, output, watchOf(io, options));
  const answers = judgeClaims(run, claims);
  const paths = await writeFiles(await claimsFiles(answers, run), output);
  io.stdout.write(`${options.json ? jsonClaims(answers, run) : terminalClaims(answers, run)}\n`);
  if (!options.quiet) io.stderr.write(`\nAnswers: ${paths.at(-1) ?? ''}\n`);
  if (run.status === 'incomplete') return EXIT.interrupted;
  return answers.every(({ judgement }) => judgement !== null) ? EXIT.ok : EXIT.invalid;
}

/** In the order of the article, whatever that of the names is. */
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
