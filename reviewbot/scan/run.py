"""Hands the pieces to an executor and takes their results in order."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import threading
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from typing import TYPE_CHECKING, TypeVar

from reviewbot import __version__
from reviewbot.collector import collect_seldom
from reviewbot.errors import SourceError
from reviewbot.frozen import frozen
from reviewbot.scan.cluster import cluster

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from concurrent.futures import Executor, Future
    from multiprocessing.connection import Connection

    from reviewbot.scan.pieces import Piece

Result = TypeVar("Result")
_STOPS = (signal.SIGTERM, signal.SIGINT)
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
            with _without_interruption():  # a worker may be started
                waiting.append(executor.submit(work, piece))
            if len(waiting) >= workers * _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BrokenProcessPool as error:
        raise SourceError("a worker process was lost; start again to go on") from error


@contextmanager
def _without_interruption() -> Iterator[None]:
    """Have signals to stop wait; a process that is started meanwhile gets no SIGINT from then on.

    Blocking is for the process: it inherits that. It does not keep a signal from this thread, for
    another thread, as libraries start them, may take it; so what hears them is exchanged as well.
    """
    came: list[int] = []
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    is_main = threading.current_thread() is threading.main_thread()
    heard = {name: signal.getsignal(name) for name in _STOPS} if is_main else {}
    for name in heard:
        signal.signal(name, lambda number, _: came.append(number))
    try:
        yield
    finally:
        for name, handler in heard.items():
            signal.signal(name, handler)
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        for number in came:
            signal.raise_signal(number)


@frozen
class Workers:
    """``jobs`` processes here, or those of the Dask cluster at ``scheduler``."""

    jobs: int = 1
    scheduler: str | None = None


@contextmanager
def executor_for(workers: Workers) -> Iterator[tuple[Executor, int]]:
    """An executor, and how many pieces it works on at once.

    Where the block is left by an exception, what is not done is not waited for.
    Raises UsageError where the cluster cannot be reached or its library is not installed.
    """
    if workers.scheduler:
        with cluster(workers.scheduler) as (executor, count):
            try:
                yield executor, count
            except BaseException:
                executor.shutdown(wait=False)
                raise
        return
    # a fresh process knows nothing of ours: the same on every platform and in every test
    spawn = get_context("spawn")
    end, lifeline = spawn.Pipe(duplex=False)
    with (
        end,
        lifeline,
        ProcessPoolExecutor(
            workers.jobs, mp_context=spawn, initializer=_begin, initargs=(end,)
        ) as processes,
    ):
        try:
            yield processes, workers.jobs
        except BaseException:
            lifeline.close()  # ends them at once; what waits for them is not to outlive this
            processes.shutdown(cancel_futures=True)
            raise


def _begin(end: Connection) -> None:
    """Begin a worker, which is not to outlive the process it works for, however that ends.

    ``end`` can be read once nobody holds the other end of the pipe any more.
    """
    collect_seldom()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal's goes to the parent as well

    def watch() -> None:
        end.poll(None)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def fingerprint(pieces: Sequence[Piece], what: str, options: object) -> str:
    """Names a piece of work: equal for equal archives, options and version of ours."""
    cut = [(piece.archive, piece.start, piece.stop) for piece in pieces]
    text = json.dumps([__version__, what, cut, repr(options)])
    return hashlib.sha256(text.encode()).hexdigest()[:32]
