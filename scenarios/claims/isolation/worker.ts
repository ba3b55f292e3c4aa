import { setTimeout as delay } from 'node:timers/promises';

import type { MainChannel } from '../shared/workers/worker.ts';
import { commit, type OwnFault, warmUp } from './fault.ts';

export type Instruction =
  Work | { readonly type: 'warm-up' } | { readonly type: 'fault'; readonly fault: OwnFault };

interface Work {
  readonly type: 'work';
  readonly items: number;
  readonly itemMs: number;
}

/** One item is done, or the warm-up. */
export interface Done {
  readonly type: 'item' | 'warm-up';
}

export default function work(main: MainChannel<Instruction, Done>): void {
  main.listen((instruction) => {
    if (instruction.type === 'fault') commit(instruction.fault);
    else if (instruction.type === 'work') void doItems(main, instruction);
    else {
      warmUp();
      main.send({ type: 'warm-up' });
    }
  });
}

async function doItems(
  main: MainChannel<Instruction, Done>,
  { items, itemMs }: Work,
): Promise<void> {
  for (let item = 0; item < items; item++) {
    await delay(itemMs);
    main.send({ type: 'item' });
  }
  main.close();
}
