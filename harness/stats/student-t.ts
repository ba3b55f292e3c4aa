import { probit } from 'simple-statistics';

/**
 * Chance that Student's t with a whole number of degrees of freedom lies above `t`: the finite
 * series of Abramowitz & Stegun, Handbook of Mathematical Functions, 26.7.3 and 26.7.4.
 */
export function studentTAbove(t: number, degrees: number): number {
  if (!Number.isInteger(degrees) || degrees < 1) {
    throw new RangeError(`degrees of freedom are a whole number from 1, unlike ${degrees}`);
  }
  const tail = (1 - within(Math.abs(t), degrees)) / 2;
  return t >= 0 ? tail : 1 - tail;
}

/**
 * The t that is exceeded with this chance, 0 to 1, both ends excluded; by bisection. With infinitely
 * many degrees of freedom t is normal.
 */
export function studentTQuantileAbove(chance: number, degrees: number): number {
  if (!(chance > 0 && chance < 1)) throw new RangeError(`no t is exceeded with chance ${chance}`);
  if (degrees === Infinity) return probit(1 - chance);
  if (chance > 0.5) return -studentTQuantileAbove(1 - chance, degrees);
  let [low, high] = [0, 1];
  while (studentTAbove(high, degrees) > chance) high *= 2;
  for (let middle = (low + high) / 2; low < middle && middle < high; middle = (low + high) / 2) {
    if (studentTAbove(middle, degrees) > chance) low = middle;
    else high = middle;
  }
  return high;
}

/** Chance that t lies between -`t` and `t`; `t` from 0 on. */
function within(t: number, degrees: number): number {
  const angle = Math.atan2(t, Math.sqrt(degrees));
  const [sine, cosine] = [Math.sin(angle), Math.cos(angle)];
  const odd = degrees % 2 === 1;
  let term = odd ? cosine : 1;
  let sum = degrees === 1 ? 0 : term;
  for (let power = odd ? 3 : 2; power <= degrees - 2; power += 2) {
    term *= ((power - 1) / power) * cosine ** 2;
    sum += term;
  }
  return odd ? (2 / Math.PI) * (angle + sine * sum) : sine * sum;
}
