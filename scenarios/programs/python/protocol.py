"""What a program is told, and what it says: docs/programs.md."""

import argparse
import json
import sys
from dataclasses import dataclass


@dataclass(frozen=True)
class Settings:
    """The settings of a trial, and the switches of the article's traps."""

    origin: str
    items: int
    workers: int
    in_flight: int
    batch_size: int
    encoding: str
    timeout_seconds: float
    """The whole pool of a worker in one client, as in the article."""
    one_pool: bool
    """Whether results are asked for again and again instead of waited for, as in the article."""
    poll: bool


def read_settings() -> Settings:
    switches = _parser().parse_args()
    given = read_start()
    return Settings(
        origin=given["origin"],
        items=given["items"],
        workers=given["workers"],
        in_flight=given["inFlight"],
        batch_size=switches.batch_size or given["batchSize"],
        encoding=given["encoding"],
        timeout_seconds=given["requestTimeoutMs"] / 1000,
        one_pool=switches.one_pool,
        poll=switches.poll,
    )


def read_start() -> dict:
    return json.loads(sys.stdin.readline())


def say(kind: str, /, **fields) -> None:
    write(message(kind, **fields))


def message(kind: str, /, **fields) -> str:
    return json.dumps({"type": kind, **fields}) + "\n"


def write(text: str) -> None:
    sys.stdout.write(text)


def flush() -> None:
    """Results may wait in the buffer of stdout; the moments of a trial must not."""
    sys.stdout.flush()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser()
    parser.add_argument("--one-pool", action="store_true")
    parser.add_argument("--poll", action="store_true")
    parser.add_argument("--batch-size", type=int)
    return parser
