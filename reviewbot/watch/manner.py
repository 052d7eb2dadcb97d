"""How the series of a list are reviewed, and to whom its drafts go."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

from reviewbot.checks.registry import select
from reviewbot.context.projects import project_names
from reviewbot.errors import UsageError
from reviewbot.frozen import fields, frozen, replace
from reviewbot.paths import located
from reviewbot.watch.entries import flag, one_of, text, words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from reviewbot.model.draft import Draft
    from reviewbot.model.mail import Address
    from reviewbot.pipeline import Options
    from reviewbot.suppress import Suppression

_TO = ("all", "author")


@frozen
class Manner:
    """What may be said for a list, or at the top of the file for all that do not say it.

    ``check`` empty means all; ``templates`` and ``suppress`` ``None`` what the user has set up;
    ``positive`` drafts a line where nothing was found; ``profile`` names the project that the series are for. ``to`` is ``all`` or ``author``;
    ``leave_out`` are patterns of addresses that get no draft.
    """

    tree: Path | None = None
    check: tuple[str, ...] = ()
    ask: bool = False
    as_final: bool = False
    positive: bool = False
    templates: Path | None = None
    suppress: Path | None = None
    profile: str = ""
    to: str = "all"
    leave_out: tuple[str, ...] = ()


KEYS = frozenset(field.name for field in fields(Manner))


def read_manner(entry: dict[str, Any], where: str) -> Manner:
    """What a table says of it; raises ValueError with one sentence."""
    return Manner(
        tree=_path(entry, "tree", where),
        check=_checks(words(entry, "check", where), where),
        ask=flag(entry, "ask", where),
        as_final=flag(entry, "as_final", where),
        positive=flag(entry, "positive", where),
        templates=_path(entry, "templates", where),
        suppress=_path(entry, "suppress", where),
        profile=one_of(entry.get("profile", ""), ("", *project_names()), f"profile of {where}"),
        to=one_of(entry.get("to", "all"), _TO, f"to of {where}"),
        leave_out=tuple(each.lower() for each in words(entry, "leave_out", where)),
    )


def options_of(options: Options, manner: Manner, suppress: Iterable[Suppression] = ()) -> Options:
    """The options of all lists as they are for one; what is suppressed for all stays so."""
    return replace(
        options,
        checks=manner.check or options.checks,
        ask=manner.ask or options.ask,
        as_final=manner.as_final or options.as_final,
        positive=manner.positive,
        templates=manner.templates or options.templates,
        suppress=(*options.suppress, *suppress),
        peers=options.peers if manner.tree or options.trees else (),
    )


def addressed(draft: Draft, manner: Manner) -> Draft:
    """The draft, to those only who are to get it."""
    to = _left(draft.to, manner.leave_out)
    cc = _left(draft.cc, manner.leave_out) if manner.to == "all" else ()
    return replace(draft, to=to or cc, cc=cc if to else ())


def _left(people: Iterable[Address], out: tuple[str, ...]) -> tuple[Address, ...]:
    return tuple(
        one for one in people if not any(fnmatchcase(one.email.lower(), each) for each in out)
    )


def _path(entry: dict[str, Any], key: str, where: str) -> Path | None:
    return located(text(entry, key, where)) if key in entry else None


def _checks(names: tuple[str, ...], where: str) -> tuple[str, ...]:
    try:
        select(names)
    except UsageError as error:
        raise ValueError(f"check of {where}: {error}") from error
    return names
