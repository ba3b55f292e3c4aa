/** A record as PokeAPI would send it: what of a document grows is its list of moves. */
export interface PokemonRecord {
  readonly id: number;
  readonly name: string;
  readonly moves: readonly Move[];
}

interface Move {
  readonly move: Resource;
  readonly version_group_details: readonly {
    readonly level_learned_at: number;
    readonly move_learn_method: Resource;
    readonly version_group: Resource;
  }[];
}

interface Resource {
  readonly name: string;
  readonly url: string;
}

/** One record as an object and as the bytes of its JSON. */
export interface Sample {
  readonly object: PokemonRecord;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

const METHODS = ['level-up', 'machine', 'egg', 'tutor'];
const GAMES = ['red-blue', 'gold-silver', 'ruby-sapphire', 'diamond-pearl', 'black-white', 'x-y'];

const samples = new Map<number, Sample>();

/** The record whose JSON is as near to `bytes` as whole moves allow; the same for all who ask. */
export function sampleOf(bytes: number): Sample {
  const known = samples.get(bytes) ?? createSample(bytes);
  samples.set(bytes, known);
  return known;
}

function createSample(bytes: number): Sample {
  const count = Math.max(1, Math.round(bytes / JSON.stringify(move(0)).length));
  const moves = Array.from({ length: count }, (_, n) => move(n));
  const object = { id: 1, name: 'bulbasaur', moves };
  return { object, bytes: new TextEncoder().encode(JSON.stringify(object)) };
}

function move(n: number): Move {
  const detail = {
    level_learned_at: n % 100,
    move_learn_method: resource('move-learn-method', METHODS, n),
    version_group: resource('version-group', GAMES, n),
  };
  return {
    move: { name: `move-${n}`, url: `https://pokeapi.co/api/v2/move/${n}/` },
    version_group_details: [detail],
  };
}

function resource(kind: string, names: readonly string[], n: number): Resource {
  const index = n % names.length;
  return { name: names[index] ?? '', url: `https://pokeapi.co/api/v2/${kind}/${index + 1}/` };
}

const CACHE_LINE_BYTES = 64;

/** What a receiver does with a record; of bytes it reads one in every cache line. */
export function lookAt(record: PokemonRecord | Uint8Array): number {
  if (!(record instanceof Uint8Array)) return record.moves.length;
  let sum = 0;
  for (let at = 0; at < record.length; at += CACHE_LINE_BYTES) sum += record[at] ?? 0;
  return sum;
}
