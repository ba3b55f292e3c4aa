"""Interpreters that share nothing, each on a thread of its own with an event loop (PEP 734)."""

from concurrent import interpreters
from concurrent.futures import InterpreterPoolExecutor
from functools import partial

from job import run_job, say_end
from protocol import read_settings
from worker import run_worker


def main() -> None:
    settings = read_settings()
    work, results = interpreters.create_queue(), interpreters.create_queue()
    with InterpreterPoolExecutor(settings.workers) as pool:
        start = partial(pool.submit, run_worker, settings, work, results)
        counters = run_job(settings, start, work, results)
    say_end(settings, counters)


if __name__ == "__main__":
    main()
