import type { MainChannel } from '../../scenarios/claims/shared/workers/worker.ts';

// A worker's program that does as it is told.
export interface Told {
  readonly say?: string;
  readonly fail?: true;
  readonly close?: true;
}

export default function work(main: MainChannel<Told, { readonly said: string }>): void {
  main.listen(({ say, fail, close }) => {
    if (say !== undefined) main.send({ said: say });
    if (fail) throw new Error('as it was told');
    if (close) main.close();
  });
}
