"""Which checks a patch lacks on the server, and posting them: the same again posts nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.errors import SourceError, UsageError
from reviewbot.patchwork.server import AwayError, RefusedError
from reviewbot.patchwork.wanted import Check
from reviewbot.report.patchwork import NAME

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from reviewbot.patchwork.server import Known, Server
    from reviewbot.patchwork.wanted import Wanted

_BAD = ("warning", "fail")


def lacking(wanted: Iterable[Check], there: Iterable[Check]) -> Iterator[Check]:
    """The checks to post, where ``there`` are the ones it has, the newest first.

    What is there already is not posted again; what was found once and is not any more is taken back
    with a success, for the newest of a context counts.
    """
    newest: dict[str, Check] = {}
    for check in there:
        newest.setdefault(check.context, check)
    contexts = set()
    for check in wanted:
        contexts.add(check.context)
        known = newest.get(check.context)
        if known is None or (known.state, known.description) != (check.state, check.description):
            yield check
    for context, known in sorted(newest.items()):
        if context.startswith(f"{NAME}-") and context not in contexts and known.state in _BAD:
            yield Check(context, "success", "not found any more")


def post(
    server: Server,
    patches: Sequence[Wanted],
    project: str,
    tell: Callable[[str], None],
    *,
    dry: bool,
) -> list[str]:
    """Post what is lacking, and tell each; a sentence for each patch that could not be served.

    ``dry``: only tell. Raises UsageError where the server lets the user do nothing, SourceError
    where it does not answer.
    """
    trouble = []
    for wanted in patches:
        try:
            patch = _found(server, wanted.message_id, project)
            for check in lacking(wanted.checks, server.checks(patch)):
                if not dry:
                    server.post(patch, check)
                tell(f"{patch.number} {check.state} {check.context}: {check.description}")
        except (RefusedError, AwayError):
            raise
        except (SourceError, UsageError) as error:
            trouble.append(str(error))
    return trouble


def _found(server: Server, message_id: str, project: str) -> Known:
    """The patch of a message-id; raises SourceError where there is none, UsageError for several."""
    found = server.patches(message_id, project)
    if not found:
        raise SourceError(f"the server has no patch <{message_id}>")
    if len(found) > 1:
        names = ", ".join(sorted(patch.project for patch in found))
        raise UsageError(f"<{message_id}> is in several projects, name one of them: {names}")
    return found[0]
