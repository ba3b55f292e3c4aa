"""One event loop: the producer and the workers are coroutines that take turns on one core."""

import asyncio
from collections import Counter

from job import START_UP, batches, say_end, say_ready
from fetch import list_names
from protocol import Settings, read_settings, write
from worker import work_through


async def run(settings: Settings) -> Counter:
    work = asyncio.Queue()
    ready = asyncio.Semaphore(0)

    def put(message) -> None:
        kind, *content = message
        if kind == "line":
            write(*content)
        else:
            ready.release()

    async with asyncio.TaskGroup() as workers:
        for _ in range(settings.workers):
            workers.create_task(work_through(settings, work.get, put))
        for _ in range(settings.workers):
            await ready.acquire()
        counters = Counter({START_UP: say_ready({})})
        for batch in batches(settings, await asyncio.to_thread(list_names, settings)):
            work.put_nowait(batch)
        for _ in range(settings.workers):
            work.put_nowait(None)
    return counters


def main() -> None:
    settings = read_settings()
    say_end(settings, asyncio.run(run(settings)))


if __name__ == "__main__":
    main()
