/** `kill` comes from outside: SIGKILL to the process that the worker runs in. */
export const FAULTS = ['throw', 'exit', 'heap', 'runaway', 'hotloop', 'kill'] as const;

export type Fault = (typeof FAULTS)[number];

/** What a worker does wrong by itself. */
export type OwnFault = Exclude<Fault, 'kill'>;

/** Whether nothing but the worker's silence tells of the fault. */
export function isRunaway(fault: Fault): boolean {
  return fault === 'runaway' || fault === 'hotloop';
}

export function commit(fault: OwnFault): void {
  if (fault === 'throw') throw new Error('thrown where no handler can catch it');
  if (fault === 'exit') process.exit(1);
  if (fault === 'heap') fillHeap();
  if (fault === 'hotloop') fillArrays(Infinity);
  for (;;);
}

function fillHeap(): never {
  const kept: unknown[] = [];
  for (;;) kept.push(new Array(100_000).fill(Math.random()));
}

/** Makes the hot loop hot: Node 26 ends no thread in it once it is optimised. */
export function warmUp(): void {
  for (let call = 0; call < 300; call++) fillArrays(1000);
}

let filled: unknown[] = [];

function fillArrays(times: number): void {
  for (let time = 0; time < times; time++) filled = new Array(100).fill(filled.length);
}
