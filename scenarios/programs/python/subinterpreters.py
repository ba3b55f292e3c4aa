"""Interpreters that share nothing, each on a thread of its own with an event loop (PEP 734)."""

from concurrent import interpreters
from concurrent.futures import InterpreterPoolExecutor

from job import run_in_pool
from protocol import read_settings


def main() -> None:
    settings = read_settings()
    pool = InterpreterPoolExecutor(settings.workers)
    run_in_pool(settings, pool, interpreters.create_queue(), interpreters.create_queue())


if __name__ == "__main__":
    main()
