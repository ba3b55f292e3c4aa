/** Taught since generation 3 to starters and their like, in every game that has tutors at all. */
const ULTIMATE = [
  'blast-burn',
  'frenzy-plant',
  'hydro-cannon',
  'draco-meteor',
  'fire-pledge',
  'grass-pledge',
  'water-pledge',
  'relic-song',
  'secret-sword',
  'dragon-ascent',
  'volt-tackle',
];

const EMERALD_ONLY = [
  'defense-curl',
  'dynamic-punch',
  'endure',
  'fire-punch',
  'fury-cutter',
  'ice-punch',
  'icy-wind',
  'mud-slap',
  'psych-up',
  'rollout',
  'sleep-talk',
  'snore',
  'swagger',
  'swift',
  'thunder-punch',
];

const XD_ONLY = ['nightmare', 'self-destruct', 'sky-attack'];

const XD = [
  ...XD_ONLY,
  'body-slam',
  'double-edge',
  'dream-eater',
  'icy-wind',
  'mimic',
  'seismic-toss',
  'substitute',
  'swagger',
  'thunder-wave',
];

const HEARTGOLD_SOULSILVER_ONLY = [
  'block',
  'bug-bite',
  'gravity',
  'headbutt',
  'heal-bell',
  'low-kick',
  'magic-coat',
  'pain-split',
  'role-play',
  'sky-attack',
  'string-shot',
  'super-fang',
  'tailwind',
  'worry-seed',
];

const only = (moves: readonly string[]) => limit(moves, true);
const except = (moves: readonly string[]) => limit(moves, false);

/** The package names the generation of a tutor, not the game; by version group id. */
const LIMITS = new Map<number, (move: string) => boolean>([
  [6, except(XD_ONLY)],
  [7, except([...EMERALD_ONLY, ...XD_ONLY])],
  [8, only(ULTIMATE)],
  [9, except(HEARTGOLD_SOULSILVER_ONLY)],
  [11, only(ULTIMATE)],
  [13, only(XD)],
  [15, only(ULTIMATE)],
  [17, only(ULTIMATE)],
]);

/** Whether a tutor of this version group teaches a move that some tutor of its generation does. */
export function tutorTeaches(versionGroupId: number, move: string): boolean {
  return LIMITS.get(versionGroupId)?.(move) ?? true;
}

function limit(moves: readonly string[], listed: boolean): (move: string) => boolean {
  const set = new Set(moves);
  return (move) => set.has(move) === listed;
}
