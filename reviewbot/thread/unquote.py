"""Patches that exist only in a quoted reply.

A reply names the mail it answers by its id; where that mail is not there, and the reply quotes it
with its diff, the patch is put together from the quote. It is whole if no hunk is broken and the
quoted diffstat counts just these lines; a patch of which only parts are quoted is kept for the
parts that are whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.knowledge.relays import label
from reviewbot.model.mail import Address, Defect, Message
from reviewbot.model.patch import LineKind, Patch, Quote, Span
from reviewbot.regex import regex
from reviewbot.thread.body import read_body
from reviewbot.thread.border import reader
from reviewbot.thread.change_id import read_change_id
from reviewbot.thread.diff import read_diff
from reviewbot.thread.inbody import subject_of
from reviewbot.thread.mailboxes import addresses
from reviewbot.thread.people import author, from_in_body, is_person, signers
from reviewbot.thread.subject import bare, read_subject

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from reviewbot.model.patch import Body, FileDiff, Subject

DEEPEST = 4  # a quote of a quote of a quote of a quote of the patch
_MARKS = {depth: regex(f">(?: ?>){{{depth - 1}}}") for depth in range(1, DEEPEST + 1)}
_TOTAL = regex(
    r" \d+ files? changed(?:, (?P<added>[0-9]{1,9}) insertions?\(\+\))?"
    r"(?:, (?P<removed>[0-9]{1,9}) deletions?\(-\))?"
)


def recover(
    messages: Collection[Message], posts: Iterable[Patch]
) -> tuple[tuple[Patch, ...], tuple[Defect, ...]]:
    """The patches that are only quoted, the best quote of each; and what was of no use.

    ``posts`` are the covers and patches that are there. One of the same subject is the mail
    quoted, whatever id the reply gives it: some mailers make up their own.
    """
    present = {message.message_id for message in messages}
    posted = {_name(one) for post in posts for one in (post.subject, _of_mail(post))}
    best: dict[str, Patch] = {}
    useless: dict[str, Defect] = {}
    for message in messages:
        subject = read_subject(message.subject)
        if not subject.is_reply or not (subject.is_patch or subject.is_rfc) or subject.is_cover:
            continue
        if _name(subject) in posted:
            continue
        for depth, quoted in _absent(message, present):
            found = _quoted_patch(message, depth, quoted)
            if isinstance(found, Defect):
                useless.setdefault(quoted, found)
            elif found and (quoted not in best or _worth(found) > _worth(best[quoted])):
                best[quoted] = found
    parts = (
        Defect(
            patch.answer_to.message_id,
            "quoted in part",
            f"the patch {quoted} is not here, and this mail does not quote all of it",
        )
        for quoted, patch in best.items()
        if patch.quote and not patch.quote.is_whole
    )
    rest = (defect for quoted, defect in useless.items() if quoted not in best)
    return tuple(best.values()), (*parts, *rest)


def unquote(lines: Sequence[str], depth: int) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The lines quoted at least ``depth`` deep, that many marks taken off, and where they stand.

    A mark is ``>``, with one blank behind it where the mailer puts one behind every mark. The
    marks of deeper quotes stay.
    """
    marks = _MARKS[depth].match
    quoted = [(mark.end(), number) for number, line in enumerate(lines, 1) if (mark := marks(line))]
    rests = [lines[number - 1][end:] for end, number in quoted]
    spaced = all(rest.startswith((" ", ">")) or not rest for rest in rests)
    texts = (rest.removeprefix(" ") if spaced else rest for rest in rests)
    return tuple(texts), tuple(number for _, number in quoted)


def _of_mail(post: Patch) -> Subject:
    """The subject replies repeat: that of the mail, whatever stands in its body."""
    return read_subject(post.message.subject)


def _name(subject: Subject) -> tuple[str, int, int | None]:
    return subject.title.lower(), subject.revision, subject.index


def _absent(message: Message, present: Collection[str]) -> Iterable[tuple[int, str]]:
    """The mails this one can quote and that are not here, with how deep it would quote them."""
    chain = [*message.references]
    if message.in_reply_to and message.in_reply_to[0] not in chain[-1:]:
        chain.append(message.in_reply_to[0])
    for depth, quoted in enumerate(reversed(chain[-DEEPEST:]), 1):
        if quoted not in present:
            yield depth, quoted


def _unreadable(
    error: Exception, message: Message, _depth: int, quoted: str, /
) -> Patch | Defect | None:
    why = f"the patch {quoted} is not here, and its quote cannot be read: {type(error).__name__}"
    return Defect(message.message_id, "quoted in part", why)


@reader(_unreadable)
def _quoted_patch(message: Message, depth: int, quoted: str, /) -> Patch | Defect | None:
    """The patch as this mail quotes it; a defect where its diff is there but of no use."""
    lines, at = unquote(message.lines, depth)
    if not _is_mail_with_patch(lines):
        return None
    body = read_body(lines)
    files, broken = read_diff(lines, body.diff)
    if not files:
        where = at[broken[0].body_line - 1] if broken else at[0]
        return Defect(
            message.message_id,
            "quoted in part",
            f"the patch {quoted} is not here, and what is quoted of it from line {where} on is"
            " damaged",
        )
    whole = not broken and _counts(lines, body) == _counted(files)
    before = message.references
    references = before[: before.index(quoted)] if quoted in before else ()
    subject = bare(message.subject)
    original = Message(
        message_id=quoted,
        subject=subject,
        author=_author(message, lines, at, depth),
        date=message.date,
        in_reply_to=references[-1:],
        references=references,
        to=message.to,
        cc=message.cc,
        reply_to="",
        lines=lines,
        change_id=read_change_id("", lines),
    )
    return Patch(original, subject_of(original, body), body, files, Quote(message, at, whole))


def _is_mail_with_patch(lines: Sequence[str]) -> bool:
    """Whether this has the shape of a patch mail, and not that of a reply that quotes one.

    What git-format-patch(1) writes has no quoted line above the diff; its ``---`` and diffstat
    are asked for, since people also put diffs into replies.
    """
    seen_stat = False
    for line in lines:
        if line.startswith(("diff --git ", "--- a/")):
            return seen_stat
        if line.startswith(">"):
            return False
        seen_stat = seen_stat or line.rstrip() == "---" or bool(_TOTAL.match(line))
    return False


def _counts(lines: Sequence[str], body: Body) -> tuple[int, int] | None:
    """Added and removed lines as the diffstat has them."""
    for number in body.diffstat:
        if total := _TOTAL.match(lines[number - 1]):
            return int(total["added"] or 0), int(total["removed"] or 0)
    return None


def _counted(files: Iterable[FileDiff]) -> tuple[int, int]:
    kinds = [line.kind for file in files for hunk in file.hunks for line in hunk.lines]
    return kinds.count(LineKind.ADDED), kinds.count(LineKind.REMOVED)


def _author(message: Message, lines: Sequence[str], at: Sequence[int], depth: int) -> Address:
    """Who sent the quoted mail: whom the attribution names, else who the in-body ``From:`` does.

    That the reply's first recipient is the sender holds for a direct reply only.
    """
    named = from_in_body(lines, Span(1, min(4, len(lines) + 1)))
    told = _attributed(message, at[0], depth)
    candidates = _people(message, lines)
    known = [*([named] if named else []), message.author, *candidates]
    for each in known:
        if (each.email and each.email in told) or (each.name and each.name in told):
            return each
    if named:
        return named
    return candidates[0] if depth == 1 and candidates else Address("", "")


def _people(message: Message, lines: Sequence[str]) -> list[Address]:
    """Whom a reply went to: persons, those behind a relay included."""
    reached = [*addresses(message.to), *addresses(message.cc)]
    known = [*reached, *signers(lines)]
    told = [one for one in reached if label(one.name)[1] or is_person(one.email, message.lists)]
    return [author(one, message.lists, (), known) for one in told]


def _attributed(message: Message, first: int, depth: int) -> str:
    """The lines above a quote that say whose words follow: one level less deep."""
    above = message.lines[max(0, first - 4) : first - 1]
    within = above if depth == 1 else [line for line in above if _MARKS[depth - 1].match(line)]
    said = [line for line in within if not _MARKS[depth].match(line)]
    return " ".join(line.lstrip("> ") for line in said)


def _worth(patch: Patch) -> tuple[bool, int]:
    """Whole quotes first, then those with more of the diff."""
    added, removed = _counted(patch.files)
    return bool(patch.quote and patch.quote.is_whole), added + removed
