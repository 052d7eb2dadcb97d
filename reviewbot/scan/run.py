"""Hands the pieces to an executor and takes their results in order."""

from __future__ import annotations

import hashlib
import json
import os
import threading
import time
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from typing import TYPE_CHECKING, TypeVar

from reviewbot import __version__
from reviewbot.collector import collect_seldom
from reviewbot.errors import SourceError
from reviewbot.scan.cluster import cluster

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from concurrent.futures import Executor, Future

    from reviewbot.scan.pieces import Piece

Result = TypeVar("Result")
_LOOK = 1.0  # seconds between two looks for the parent
_AHEAD = 3  # pieces in flight for each worker: enough to be never idle, few enough to be small


def in_order(
    pieces: Sequence[Piece],
    work: Callable[[Piece], Result],
    executor: Executor,
    workers: int,
) -> Iterator[Result]:
    """The results of all pieces in the order of the pieces, some computed ahead.

    Raises what ``work`` raises, and SourceError where a worker process was lost.
    """
    waiting: deque[Future[Result]] = deque()
    left = iter(pieces)
    try:
        for piece in left:
            waiting.append(executor.submit(work, piece))
            if len(waiting) >= workers * _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BrokenProcessPool as error:
        raise SourceError("a worker process was lost; start again to go on") from error
    finally:
        for future in waiting:
            future.cancel()


@dataclass(frozen=True, slots=True)
class Workers:
    """``jobs`` processes here, or those of the Dask cluster at ``scheduler``."""

    jobs: int = 1
    scheduler: str | None = None


@contextmanager
def executor_for(workers: Workers) -> Iterator[tuple[Executor, int]]:
    """An executor, and how many pieces it works on at once.

    Raises UsageError where the cluster cannot be reached or its library is not installed.
    """
    if workers.scheduler:
        with cluster(workers.scheduler) as (executor, count):
            yield executor, count
        return
    # a fresh process knows nothing of ours: the same on every platform and in every test
    with ProcessPoolExecutor(
        workers.jobs,
        mp_context=get_context("spawn"),
        initializer=_begin,
        initargs=(os.getpid(),),
    ) as processes:
        yield processes, workers.jobs


def _begin(parent: int) -> None:
    """Begin a worker, which is not to outlive the process it works for, however that ends."""
    collect_seldom()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(_LOOK)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def fingerprint(pieces: Sequence[Piece], what: str, options: object) -> str:
    """Names a piece of work: equal for equal archives, options and version of ours."""
    cut = [(piece.archive, piece.start, piece.stop) for piece in pieces]
    text = json.dumps([__version__, what, cut, repr(options)])
    return hashlib.sha256(text.encode()).hexdigest()[:32]
