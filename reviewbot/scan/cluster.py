"""The workers of a Dask cluster as an executor; the only importer of distributed, an extra."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from reviewbot.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Executor

_TIMEOUT = 10  # seconds to find the scheduler
_RETRIES = 3  # of a piece whose worker died


@contextmanager
def cluster(scheduler: str) -> Iterator[tuple[Executor, int]]:
    """The executor of the cluster at ``tcp://host:port`` and how many threads work for it.

    A worker reads the archives from its own disk, at the paths given. Raises UsageError where the
    library is not installed, or there is no scheduler or no worker.
    """
    try:
        from distributed import Client  # noqa: PLC0415  slow, and an extra
    except ImportError as error:
        raise UsageError("--scheduler needs 'pip install reviewbot[cluster]'") from error
    connect: Any = Client
    try:
        client = connect(scheduler, timeout=_TIMEOUT)
    except (OSError, ValueError) as error:
        raise UsageError(f"there is no scheduler at {scheduler}") from error
    with client:
        workers = sum(client.nthreads().values())
        if not workers:
            raise UsageError(f"the scheduler at {scheduler} has no workers")
        yield client.get_executor(retries=_RETRIES), workers
