"""Signed-off-by: of the author with another address than the patch is from.

Remarks at the line: the name is the same, and no other one has the address.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import DiffContext, Remark, Severity, When
from reviewbot.context.committed_title import is_to_commit
from reviewbot.context.signing import signatures
from reviewbot.thread.people import from_in_body, is_person, plain_address, words

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
KERNEL_ONLY = True
FINAL_ONLY = True
VARIES = ("email", "signed")
WHEN = When(told=("signed-off-by",))


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark on the author's Signed-off-by:."""
    signed = signatures(context.patch, "Signed-off-by") if is_to_commit(context.patch) else ()
    message = context.message
    author = from_in_body(message.lines, context.body.headers) or message.author
    if not is_person(author.email, message.lists):
        return
    if any(plain_address(one.by.email) == plain_address(author.email) for one in signed):
        return
    for one in signed:
        if words(one.by.name) == words(author.name):
            facts = {"email": author.email, "signed": one.by.email}
            yield Remark(one.at, facts)
            return
