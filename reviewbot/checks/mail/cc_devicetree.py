"""A binding that went past the people who review bindings.

Reports the patch of devicetree bindings whose To and Cc lack the devicetree list, or all of the
maintainers of bindings. Not one that only changes who maintains them, nor an RFC that is internal by its
own words, nor a change of words all over the tree that the list gets, nor one that the list gets from who looks
after the files, nor one that only a reply quotes. An address of the list with a slip in its host is told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Remark, SeriesContext, Severity
from reviewbot.context.backports import is_backport
from reviewbot.context.binding_people import binding_people, those_of
from reviewbot.context.opening import first_line
from reviewbot.context.own_files import is_of_own_files
from reviewbot.context.recipients import is_among, is_trimmed, reaches, recipients
from reviewbot.context.signing import signatures
from reviewbot.context.spelling import one_edit
from reviewbot.knowledge.layout import is_with_bindings
from reviewbot.model.patch import CONTEXT
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reviewbot.model.mail import Address
    from reviewbot.model.patch import FileDiff

SEVERITY = Severity.WARNING
MAILED = True
KERNEL_ONLY = True
_MANY = 20  # files of a patch that is about none of them
_INTERNAL = regex(r"(?i)\binternal rfc\b|\brfc\b.{0,20}\binternal")
_PERSON = regex(r"\s*- .*\S@\S+$")
_SEEN = ("Reviewed-by", "Acked-by", "Signed-off-by")


def check(context: SeriesContext) -> Iterator[Remark]:
    """Remark on the log of a binding that was sent to too few."""
    bindings = [file for file in context.files if is_with_bindings(file.path)]
    if all(map(_changes_people_only, bindings)):
        return
    sent = recipients(context.message)
    if not sent or context.patch.quote or is_backport(context.patch):
        return
    email, people = binding_people(context.tree)
    seen = (context.message.author, *(each.by for each in signatures(context.patch, *_SEEN)))
    if any(reaches(one, seen) for one in people):
        return
    is_listed = is_among(email, sent)
    is_known = is_trimmed(context.message) or any(reaches(one, sent) for one in people)
    if context.series.is_rfc and any(map(_INTERNAL.search, context.message.lines)):
        return  # it is among few on purpose
    if is_listed and len(context.files) > _MANY and len(bindings) * 2 < len(context.files):
        return
    if is_listed and is_of_own_files(context):
        return  # he knows whose word he needs
    if not (is_listed and is_known):
        then = () if is_known else those_of(context.message.date, people)
        names = tuple(one.name for one in then)
        lacks = "" if is_listed else email
        wrong = "" if is_listed else _misspelt(email, sent)
        facts: dict[str, str | tuple[str, ...]] = {
            "list": lacks,
            "people": names,
            "mistyped": wrong,
        }
        yield Remark(first_line(context.patch), facts)


def _misspelt(email: str, sent: Iterable[Address]) -> str:
    """The address of somebody that is the one of the list but for a slip in its host, or nothing."""
    name, _, host = email.lower().partition("@")
    parts = ((one.email, one.email.lower().partition("@")) for one in sent)
    return next((own for own, at in parts if at[0] == name and one_edit(at[2], host)), "")


def _changes_people_only(file: FileDiff) -> bool:
    """Whether all it changes are entries of ``maintainers:``."""
    lines = [line for hunk in file.hunks for line in hunk.lines if line.kind is not CONTEXT]
    return bool(lines) and all(_PERSON.match(line.text) for line in lines)
