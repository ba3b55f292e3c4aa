"""One worker: an event loop with its own clients, as many requests in flight as the settings allow."""

import asyncio
import os
import time

from fetch import fetch_types, open_clients
from items import ItemError
from protocol import Settings, message


def run_worker(settings: Settings, work, results) -> None:
    """A worker on a thread of its own, whatever that is part of; `work` and `results` are queues."""

    async def take():
        # On another thread: a blocking get would hold up the requests in flight.
        return await asyncio.to_thread(work.get)

    asyncio.run(work_through(settings, take, results.put))


async def work_through(settings: Settings, take, put) -> None:
    """Takes batches and puts results until there is no batch. None of the calls of `put` blocks."""
    async with open_clients(settings) as clients:
        put(("ready", os.getpid(), time.process_time()))
        # Does what a semaphore does, and says which client has a connection free.
        free = asyncio.LifoQueue()
        for client in clients:
            free.put_nowait(client)
        async with asyncio.TaskGroup() as items:
            while (batch := await take()) is not None:
                first, names = batch
                for index, name in enumerate(names, first):
                    client = await free.get()
                    items.create_task(_do_item(settings, client, free, index, name, put))


async def _do_item(settings: Settings, client, free, index: int, name: str, put) -> None:
    try:
        line = await fetch_types(client, name, settings.encoding)
        put(("line", message("result", first=index, lines=[line])))
    except ItemError as error:
        put(("line", message("failure", item=name, kind=error.kind, message=str(error))))
    finally:
        free.put_nowait(client)
