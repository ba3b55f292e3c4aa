"""Threads, each with an event loop of its own: the article's program, under the GIL or without it."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from queue import SimpleQueue

from job import run_job, say_end
from protocol import read_settings
from worker import run_worker


def main() -> None:
    settings = read_settings()
    work, results = SimpleQueue(), SimpleQueue()
    with ThreadPoolExecutor(settings.workers) as pool:
        start = partial(pool.submit, run_worker, settings, work, results)
        counters = run_job(settings, start, work, results)
    say_end(settings, counters)


if __name__ == "__main__":
    main()
