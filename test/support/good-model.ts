import {
  AsyncQueue,
  type Batch,
  type Collector,
  openWorkload,
  produce,
  runWorker,
  type Trial,
} from '../../scenarios/model.ts';

/** A plain model without a fault, of which others do a part otherwise. */
export async function good(trial: Trial, collector: Collector): Promise<void> {
  const { settings } = trial;
  const workQueue = new AsyncQueue<Batch>(settings.workers);

  async function work(id: number): Promise<void> {
    const report = await runWorker({
      ...{ id, settings },
      work: await openWorkload(await trial.loadWorkload(), settings),
      take: () => workQueue.take(),
      deliver: (result) => {
        collector.collect(result);
      },
    });
    collector.worker(report);
  }
  const workers = Array.from({ length: settings.workers }, (_, id) => work(id));
  await Promise.all([produce(trial, workQueue), ...workers]);
}
