import type { SimpleWorkload } from '../../../harness/contract.ts';

/** Primes below a number: computing that never waits. */
const workload: SimpleWorkload<number> = { list: [10, 100, 1000, 5000], run: countPrimes };
export default workload;

function countPrimes(end: number): number {
  let count = 0;
  for (let n = 2; n < end; n++) if (isPrime(n)) count += 1;
  return count;
}

function isPrime(n: number): boolean {
  for (let factor = 2; factor * factor <= n; factor++) if (n % factor === 0) return false;
  return true;
}
