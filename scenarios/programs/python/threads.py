"""Threads, each with an event loop of its own: the article's program, under the GIL or without it."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue

import anyio.lowlevel

from job import run_in_pool
from protocol import read_settings


def main() -> None:
    settings = read_settings()
    # httpx has anyio load its part for asyncio at the first request. When two threads have it do so at
    # once, anyio 3 gives one of them a module that is half loaded: AttributeError in 1 of 8 runs.
    asyncio.run(anyio.lowlevel.checkpoint())
    pool = ThreadPoolExecutor(settings.workers)
    run_in_pool(settings, pool, SimpleQueue(), SimpleQueue())


if __name__ == "__main__":
    main()
