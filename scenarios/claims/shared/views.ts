import type { Figures, Measured } from '../../../harness/claim-contract.ts';

/** One of the two ways in which a model's cost is measured, and what its figures are called there. */
export interface View {
  readonly measured: Measured;
  /** Within a sentence. */
  readonly words: 'from start to exit' | 'once up';
  readonly time: 'wallMs' | 'itemMs';
  readonly cpu: 'cpuMs' | 'itemCpuMs';
  /** Headings in tables. */
  readonly titles: { readonly time: string; readonly cpu: string };
  /** Note of a table. */
  readonly meaning: string;
}

/** A job: it starts, does its items and ends. */
export function jobOf(measured: Figures): View {
  return {
    ...{ measured, words: 'from start to exit', time: 'wallMs', cpu: 'cpuMs' },
    titles: { time: 'time', cpu: 'CPU' },
    meaning: 'From start to exit (a job): start and end of the processes are in all figures.',
  };
}

/** A server: its workers are up. Null where that was not measured. */
export function onceUpOf({ onceUp }: Figures): View | null {
  return (
    onceUp && {
      ...{ measured: onceUp, words: 'once up', time: 'itemMs', cpu: 'itemCpuMs' },
      titles: { time: 'time per item', cpu: 'CPU per item' },
      meaning:
        'Once up (a server): all models are alive and do the same items in turn, in short slices; start and end of the processes are in no figure.',
    }
  );
}
