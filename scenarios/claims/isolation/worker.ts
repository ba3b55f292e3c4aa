import { setTimeout as delay } from 'node:timers/promises';

import type { MainChannel } from '../../claim-workers.ts';
import { commit, type OwnFault } from './fault.ts';

export type Order =
  | { readonly type: 'work'; readonly items: number; readonly itemMs: number }
  | { readonly type: 'fault'; readonly fault: OwnFault };

/** One item is done. */
export interface Item {
  readonly type: 'item';
}

export default function work(main: MainChannel<Order, Item>): void {
  main.listen((order) => {
    if (order.type === 'fault') commit(order.fault);
    else void doItems(main, order.items, order.itemMs);
  });
}

async function doItems(main: MainChannel<Order, Item>, items: number, itemMs: number) {
  for (let item = 0; item < items; item++) {
    await delay(itemMs);
    main.send({ type: 'item' });
  }
  main.close();
}
