"""What the fixes of a case do: the lines they change, and the case as it is with them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reviewbot.checks.example import context_of
from reviewbot.fixups.changes import changed
from reviewbot.fixups.fold import folded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviewbot.checks.api import Check, Remark
    from reviewbot.checks.cases import Case
    from reviewbot.fixups.changes import Changed
    from reviewbot.fixups.fold import Folded


def fixed(case: Case, check: Check) -> tuple[tuple[str, ...], Case, Folded]:
    """The lines that the fixes of a case change, the case with them, and where its lines are."""
    patch = context_of(case, check).patch
    edits = [edit for remark in remarks(case, check) for edit in remark.fix]
    found = changed(patch, dict.fromkeys(edits))
    made = folded(patch, found, {})
    lines = made.patch.message.lines
    headers = case.mail[: case.mail.find("\n\n") + 2] if case.mail.startswith(_HEADERS) else ""
    return tuple(shown(found)), replace(case, mail=headers + "\n".join(lines) + "\n"), made


_HEADERS = ("Subject: ", "To: ", "Cc: ")


def remarks(case: Case, check: Check) -> list[Remark]:
    """What a check says of a case."""
    context = context_of(case, check)
    return list(check.run(context)) if check.when.may_be(context) else []


def shown(found: Iterable[Changed]) -> Iterable[str]:
    """What changes take out and put there, as in a diff without context."""
    for each in found:
        for change in each.changes:
            yield from (f"-{line.text}" for line in each.hunk.post[change.start : change.stop])
            yield from (f"+{line}" for line in change.lines)
