import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';

import { BASELINE_FLAGS, CHECK_FLAGS } from '../../harness/check/flags.ts';
import {
  givenBaseline,
  givenCheck,
  inconclusiveOf,
  resolveBaseline,
  resolveCheck,
} from '../../harness/check/options.ts';
import { CLAIMS_FLAGS, givenClaims, resolveClaims } from '../../harness/claims/options.ts';
import { COMPARE_FLAGS, givenCompare, resolveCompare } from '../../harness/compare/options.ts';
import { EXIT } from '../../harness/errors.ts';
import { EXPORT_FLAGS } from '../../harness/report/exports.ts';
import { HELP_FLAG, readArguments } from '../../mock-server/flags.ts';
import { MOCK_FLAGS, parseOptions } from '../../mock-server/options.ts';
import { commandLines, type Words } from '../support/command-lines.ts';
import { assertSound, fuzz, outcomeOf, refusalIn } from '../support/fuzz.ts';
import { mainHere } from '../support/main-here.ts';

/** The flags of each command, and what reads them before anything is done. */
const COMMANDS: Readonly<Record<string, Words>> = {
  compare: {
    flags: COMPARE_FLAGS,
    read: (args) => resolveCompare(givenCompare(readArguments(COMPARE_FLAGS, args, 1), args)),
  },
  check: {
    flags: CHECK_FLAGS,
    read(args) {
      const words = readArguments(CHECK_FLAGS, args, 1);
      inconclusiveOf(words.flags.inconclusive);
      return resolveCheck(givenCheck(words, args));
    },
  },
  baseline: {
    flags: BASELINE_FLAGS,
    read: (args) => resolveBaseline(givenBaseline(readArguments(BASELINE_FLAGS, args, 1), args)),
  },
  claims: {
    flags: CLAIMS_FLAGS,
    read(args) {
      const { flags } = readArguments(CLAIMS_FLAGS, args, Infinity);
      return resolveClaims(givenClaims(flags, args));
    },
  },
  mock: { flags: MOCK_FLAGS, read: (args) => parseOptions(args) },
};

/** Commands that end by themselves with these words, whose results are harmless. */
const RUN_HERE: Readonly<Record<string, Words['flags']>> = {
  report: {
    list: { type: 'boolean', help: '' },
    out: { type: 'string', help: '' },
    ...EXPORT_FLAGS,
  },
  init: { ci: { type: 'boolean', help: '' } },
};

describe('command lines are taken or refused by one clear line', () => {
  const [home, folder] = [process.cwd(), mkdtempSync(join(tmpdir(), 'fuzz-flags-'))];
  before(() => {
    process.chdir(folder);
  });
  after(() => {
    process.chdir(home);
    rmSync(folder, { recursive: true });
  });

  for (const [name, words] of Object.entries(COMMANDS)) {
    it(name, async (context) => {
      const outcomes = await fuzz(context, 300, commandLines(words.flags), async (args) => {
        const isHelp = args.some((arg) => arg === '--help' || arg === '--version');
        if (isHelp) return 'help';
        const code = await outcomeOf(() => {
          assertSound(words.read(args));
        });
        if (code === null || name === 'mock') return code;
        const { code: status, stdout, stderr } = await mainHere(name, ...args);
        assert.deepEqual([status, stdout], [EXIT.usage, '']);
        assert.equal(refusalIn(stderr), code);
        assert.match(stderr, /^[^\n]+\n$/);
        return code;
      });
      assert.ok(outcomes.has(null) && outcomes.has('bad-value') && outcomes.has('unknown-flag'));
      assert.deepEqual(readdirSync(folder), [], 'nothing is left where flags are wrong');
    });
  }

  for (const [name, flags] of Object.entries(RUN_HERE)) {
    it(name, async (context) => {
      await fuzz(context, 300, commandLines({ ...flags, ...HELP_FLAG }), async (args) => {
        const { code, stderr } = await mainHere(name, ...args);
        if (code === EXIT.ok) return null;
        assert.equal(code, EXIT.usage, stderr);
        return refusalIn(stderr);
      });
    });
  }
});
