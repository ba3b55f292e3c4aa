import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';

import type { MainChannel } from '../shared/workers/worker.ts';

/** What a worker does when its work is done: it ends, waits for orders, or serves on a port. */
export type Then = 'end' | 'wait' | 'serve';

export type Instruction =
  { readonly type: 'work'; readonly then: Then } | { readonly type: 'close' };

/** The work is done. */
export interface Done {
  readonly type: 'done';
  readonly port: number | null;
}

export default function work(main: MainChannel<Instruction, Done>): void {
  const server = createServer();
  main.listen((instruction) => {
    if (instruction.type === 'close') server.close();
    else void doWork(instruction.then);
  });

  async function doWork(then: Then): Promise<void> {
    if (then === 'serve') await once(server.listen(0, '127.0.0.1'), 'listening');
    const port = then === 'serve' ? (server.address() as AddressInfo).port : null;
    main.send({ type: 'done', port });
    if (then === 'end') main.close();
  }
}
