import type { GivenFlags } from '../../mock-server/flags.ts';
import { BUDGET_FLAG } from '../engine/budget-flag.ts';
import { COMMON_FLAGS, RESUME_FLAG } from '../engine/common-flags.ts';
import { HarnessError } from '../errors.ts';
import { pathFromHere, projectOf, shownOutDir } from '../project.ts';

/** Of runs and their comparison; `check` takes them without --against. */
const STORED_FLAGS = {
  rounds: {
    type: 'string',
    value: 'N',
    help: 'rounds that count, each runs every model once (default: 20)',
  },
  baselines: {
    type: 'string',
    value: 'DIR',
    help: `where stored runs lie (default: ${pathFromHere(projectOf(process.cwd()).baselineDir)})`,
  },
} as const;

export const BASELINE_FLAGS = { ...STORED_FLAGS, ...COMMON_FLAGS } as const;

export const CHECK_FLAGS = {
  against: {
    type: 'string',
    value: 'REF',
    help: 'commit, branch or tag: compare with the last commit that it and HEAD have in common',
  },
  'exact-ref': { type: 'boolean', help: 'compare with the commit of --against REF itself' },
  'against-stored': {
    type: 'boolean',
    help: 'compare with the commit of the newest stored run, built and measured again',
  },
  'allow-removed': {
    type: 'boolean',
    help: 'let the check be green though a model or workload of the base is no longer there',
  },
  measure: { type: 'boolean', help: 'measure also where both versions are the same' },
  whole: {
    type: 'boolean',
    help: 'with --against: its trial program and Node too, not only its models and workloads',
  },
  build: {
    type: 'string',
    value: 'COMMAND',
    help: "with --against: makes what is not committed, in both versions, such as 'npm run build'",
  },
  'max-time': {
    type: 'string',
    value: 'TIME',
    help: 'time for looking, such as 90s or 10m; confirming comes on top (default: 10m)',
  },
  budget: BUDGET_FLAG,
  resume: RESUME_FLAG,
  thorough: { type: 'boolean', help: 'more launches and rounds, to find smaller differences' },
  inconclusive: {
    type: 'string',
    value: 'WORD',
    help: 'what it means for the exit status, pass or fail (default: fail)',
  },
  'self-test': {
    type: 'boolean',
    help: 'plant known worsenings, and see whether checks find them and nothing else',
  },
  ...STORED_FLAGS,
  'max-age': {
    type: 'string',
    value: 'DAYS',
    help: 'stored runs older than this do not count (default: 14)',
  },
  ...COMMON_FLAGS,
  models: {
    ...COMMON_FLAGS.models,
    help: 'models and variants to check, or all (default: the models)',
  },
  out: {
    ...COMMON_FLAGS.out,
    help: `where the run and its report go (default: ${shownOutDir('check')})`,
  },
} as const;

/** A sample of two sides is as large as its verdicts need; one run is of so many rounds. */
const ONLY_FOR_TWO_SIDES = ['max-time'] as const;
const ONLY_FOR_FIGURES = ['rounds'] as const;
const ONLY_FOR_STORED = ['baselines', 'max-age'] as const;

/** Throws HarnessError. */
export function refuseConflicts(given: GivenFlags<typeof CHECK_FLAGS>): void {
  const isGiven = (name: keyof typeof CHECK_FLAGS) => given[name] !== undefined;
  const version = (['against', 'against-stored'] as const).find(isGiven);
  if (version !== undefined && isGiven('self-test')) {
    throw conflict(`--self-test compares the working tree with itself: leave out --${version}`);
  }
  if (isGiven('exact-ref') && !isGiven('against'))
    throw conflict('--exact-ref requires --against REF');
  const alone = (['whole', 'build', 'measure', 'allow-removed'] as const).find(isGiven);
  if (version === undefined && alone !== undefined) {
    throw conflict(`--${alone} requires --against REF or --against-stored`);
  }
  const withFigures = version === undefined && !isGiven('self-test');
  const useless = withFigures
    ? ONLY_FOR_TWO_SIDES
    : version === 'against-stored'
      ? ONLY_FOR_FIGURES
      : [...ONLY_FOR_FIGURES, ...ONLY_FOR_STORED];
  const flag = useless.find(isGiven);
  if (flag === undefined) return;
  const why = withFigures ? 'needs --against or --self-test' : 'is for a check with stored runs';
  throw conflict(`--${flag} ${why}`);
}

export function conflict(message: string): HarnessError {
  return new HarnessError('flag-conflict', message);
}
