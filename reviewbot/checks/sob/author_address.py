"""Signed-off-by: of the author with another address than the patch is from.

Remarks at the line: the name is the same, and no other one has the address. Not of two addresses of one
domain, nor where MAINTAINERS knows the author by it (a company's address in the tag is on purpose then), nor
where .mailmap takes both for one person. Where somebody else sends the patch, it is asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, Remark, SeriesContext, Severity, When
from reviewbot.context.committed_title import is_to_commit
from reviewbot.context.mailmap import renewed
from reviewbot.context.maintainers import is_known
from reviewbot.context.signing import signatures
from reviewbot.thread.people import are_same, from_in_body, is_person, plain_address, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewbot.context.levels import Tree
    from reviewbot.model.mail import Address

SEVERITY = Severity.NOTE
NIT = True
KERNEL_ONLY = True
FINAL_ONLY = True
VARIES = ("email", "signed")
WHEN = When(told=("signed-off-by",))


def check(context: SeriesContext) -> Iterator[Remark]:
    """Remark on the author's Signed-off-by:."""
    signed = signatures(context.patch, "Signed-off-by") if is_to_commit(context.patch) else ()
    message = context.message
    author = from_in_body(message.lines, context.body.headers) or message.author
    if not is_person(author.email, message.lists):
        return
    if any(plain_address(one.by.email) == plain_address(author.email) for one in signed):
        return
    own = next((one for one in signed if words(one.by.name) == words(author.name)), None)
    if not own or _domain(own.by) == _domain(author):
        return
    if not (context.tree and _are_both_known(author, own.by, context.tree)):
        is_sender = are_same(author, message.author)
        yield Remark(
            own.at,
            {"email": author.email, "signed": own.by.email},
            Confidence.HIGH if is_sender else Confidence.MODERATE,
        )


def _are_both_known(author: Address, signer: Address, tree: Tree) -> bool:
    """Whether the tree knows the author by his address, or that both are of one person."""
    if is_known(author, tree):
        return True
    now = [plain_address(renewed(one, tree).email) for one in (author, signer)]
    return now[0] == now[1]


def _domain(address: Address) -> str:
    return address.email.rpartition("@")[2].lower()
