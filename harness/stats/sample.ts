/** Refuses a sample no statistic is defined for. Reaching this is a bug of the caller. */
export function requireSample(sample: readonly number[]): void {
  if (sample.length === 0) throw new RangeError('a sample needs at least one value');
  const odd = sample.find((value) => !Number.isFinite(value));
  if (odd !== undefined) throw new RangeError(`a sample holds finite numbers only, not ${odd}`);
}
