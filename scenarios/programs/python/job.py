"""A job that workers of any kind do: a producer, a work queue, workers, a result queue."""

import os
import sys
from collections import Counter
from concurrent.futures import Executor, ThreadPoolExecutor
from functools import partial
from queue import Empty
from time import process_time

from fetch import list_names, pool_size
from protocol import Settings, flush, say, write
from worker import run_worker

START_UP = "CPU of start-up, ms"


def run_in_pool(settings: Settings, pool: Executor, work, results) -> None:
    """The whole job by a pool of threads or interpreters; both queues reach its workers."""
    with pool:
        start = partial(pool.submit, run_worker, settings, work, results)
        counters = run_job(settings, start, work, results)
    say_end(settings, counters)


def run_job(settings: Settings, start_worker, work, results) -> Counter:
    """`start_worker` returns the future of one more worker; the queues reach all of them."""
    with ThreadPoolExecutor(1) as producer:
        parts = [start_worker() for _ in range(settings.workers)]
        for worker in parts:
            # Also when it fails or its process dies, so that nothing waits for it for ever.
            worker.add_done_callback(lambda _: results.put(("end",)))

        def start_producer():
            parts.append(producer.submit(produce, settings, work.put))

        counters = collect(settings, results, start_producer)
    for part in parts:
        part.result()
    return counters


def produce(settings: Settings, put) -> None:
    """Lists the items and puts them in batches, then one None per worker, whatever happens."""
    try:
        for batch in batches(settings, list_names(settings)):
            put(batch)
    finally:
        for _ in range(settings.workers):
            put(None)


def batches(settings: Settings, names: list[str]):
    """Runs of consecutive items; the last one is what remains."""
    for first in range(0, settings.items, settings.batch_size):
        end = min(first + settings.batch_size, settings.items)
        yield first, tuple(names[item % len(names)] for item in range(first, end))


def collect(settings: Settings, results, start) -> Counter:
    """Writes results until every worker has ended; `start` is called when all of them are ready."""
    counters = Counter()
    cpu_seconds = {}
    ready = ended = 0
    started = False
    while ended < settings.workers:
        kind, *content = _poll(results, counters) if settings.poll else results.get()
        if kind == "line":
            write(*content)
        elif kind == "ready":
            ready += 1
            pid, seconds = content
            cpu_seconds[pid] = seconds
        else:
            ended += 1
        # A worker that failed while it started is not waited for; its error is told at the end.
        if not started and ready + ended >= settings.workers:
            started = True
            counters[START_UP] = say_ready(cpu_seconds)
            start()
    return counters


def say_ready(cpu_seconds: dict[int, float]) -> int:
    """Says so, and returns the CPU time of start-up in ms; `cpu_seconds` is of each process."""
    cpu_seconds[os.getpid()] = process_time()
    say("ready")
    flush()
    return round(1000 * sum(cpu_seconds.values()))


def say_end(settings: Settings, counters: Counter) -> None:
    counters["connections per pool"] = pool_size(settings)
    if hasattr(sys, "_is_gil_enabled"):
        # A free-threaded build has it on when an extension module needs it.
        counters["GIL"] = int(sys._is_gil_enabled())
    say("counters", counters=counters)
    say("done")
    flush()


def _poll(results, counters: Counter):
    """The article's `get(timeout=0.1)`: a queue of interpreters cuts that timeout to 0."""
    while True:
        try:
            return results.get(timeout=0)
        except Empty:
            counters["empty polls"] += 1
