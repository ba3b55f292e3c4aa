"""Threads, each with an event loop of its own: the article's program, under the GIL or without it."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from queue import SimpleQueue

import anyio.lowlevel

from job import run_job, say_end
from protocol import read_settings
from worker import run_worker


def main() -> None:
    settings = read_settings()
    # httpx has anyio load its part for asyncio at the first request. When two threads have it do so at
    # once, anyio 3 gives one of them a module that is half loaded: AttributeError in 1 of 8 runs.
    asyncio.run(anyio.lowlevel.checkpoint())
    work, results = SimpleQueue(), SimpleQueue()
    with ThreadPoolExecutor(settings.workers) as pool:
        start = partial(pool.submit, run_worker, settings, work, results)
        counters = run_job(settings, start, work, results)
    say_end(settings, counters)


if __name__ == "__main__":
    main()
