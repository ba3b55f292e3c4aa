"""Forked processes of multiprocessing, each with an event loop of its own."""

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from functools import partial

from job import run_job, say_end
from protocol import Settings, read_settings
from worker import run_worker

# In a worker: its ends of the two queues, which reach a process only when it starts.
queues = ()


def main() -> None:
    settings = read_settings()
    # The other start methods leave a server process behind, which outlives this one for a moment.
    fork = multiprocessing.get_context("fork")
    # SimpleQueue has put a result in the pipe when put() returns, before the worker is seen to end.
    work, results = fork.Queue(), fork.SimpleQueue()
    # When all workers have failed, nothing takes what the work queue still holds.
    work.cancel_join_thread()
    with ProcessPoolExecutor(settings.workers, fork, inherit, (work, results)) as pool:
        counters = run_job(settings, partial(pool.submit, work_in_process, settings), work, results)
    say_end(settings, counters)


def inherit(*ends) -> None:
    global queues
    queues = ends


def work_in_process(settings: Settings) -> None:
    run_worker(settings, *queues)


if __name__ == "__main__":
    main()
