import { existsSync, readFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';

import { FlagError, quoted } from '../../mock-server/flags.ts';
import { foldersUp } from '../folders-up.ts';

/** What differs between TypeScript and JavaScript, ES modules and CommonJS. */
interface Dialect {
  readonly typed: boolean;
  readonly module: 'esm' | 'commonjs';
}

const DIALECTS: Readonly<Record<string, Dialect>> = {
  '.ts': { typed: true, module: 'esm' },
  '.mts': { typed: true, module: 'esm' },
  '.cts': { typed: true, module: 'commonjs' },
  // Or CommonJS, where package.json says so.
  '.js': { typed: false, module: 'esm' },
  '.mjs': { typed: false, module: 'esm' },
  '.cjs': { typed: false, module: 'commonjs' },
};

/** A workload to begin with, in the language that the file's name asks for. Throws FlagError. */
export function workloadText(path: string): string {
  const { typed, module } = dialectOf(path);
  return `${typed ? TYPED_HEAD : HEAD}
  // Values to try without editing this file: --param size=10000
  params: { size: 5_000 },

  // The items: strings, numbers or any other JSON. An array, a function of one, or a generator.
  list: Array.from({ length: 200 }, (_, index) => index * 10_000),

  // Opens what one worker needs: a client, a database, a WebAssembly module. \`run\` receives it.
  open: ({ params }) => params,
  // close: (opened) => opened.end(),

  // Does one item; may be async. Returns JSON, for the same item always the same.
  run(${typed ? 'first: number, { size }: { size: number }' : 'first, { size }'}) {
    let primes = 0;
    for (let number = first; number < first + size; number++) if (isPrime(number)) primes++;
    return { first, primes };
  },
};
${module === 'esm' ? 'export default' : 'module.exports ='} workload;

${typed ? '' : '/** @param {number} number */\n'}function isPrime(${typed ? 'number: number): boolean' : 'number)'} {
  for (let divisor = 2; divisor * divisor <= number; divisor++) {
    if (number % divisor === 0) return false;
  }
  return number > 1;
}
`;
}

const COMMENT = `// An example: it counts prime numbers. Put your own items and your own function in their place.
// All fields are described in docs/your-own-work.md of the package.`;

const TYPED_HEAD = `import type { SimpleWorkload } from 'concurrency-bench';

${COMMENT}
const workload: SimpleWorkload = {`;

const HEAD = `${COMMENT}
/** @type {import('concurrency-bench').SimpleWorkload} */
const workload = {`;

function dialectOf(path: string): Dialect {
  const extension = extname(path);
  const dialect = Object.hasOwn(DIALECTS, extension) ? DIALECTS[extension] : undefined;
  if (dialect === undefined) {
    const known = Object.keys(DIALECTS).join(', ');
    throw new FlagError('bad-value', `FILE must end in one of ${known}, not ${quoted(path)}`);
  }
  const isCommonJs = extension === '.js' && packageType(dirname(path)) === 'commonjs';
  return isCommonJs ? { ...dialect, module: 'commonjs' } : dialect;
}

/** The "type" of the nearest package.json upwards, where it can be read. */
function packageType(folder: string): unknown {
  const path = foldersUp(folder)
    .map((each) => join(each, 'package.json'))
    .find(existsSync);
  if (path === undefined) return undefined;
  try {
    return (JSON.parse(readFileSync(path, 'utf8')) as { type?: unknown } | null)?.type;
  } catch {
    return undefined;
  }
}
