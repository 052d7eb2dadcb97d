"""Whether a patch was made for the tree it goes to, or is a copy of a commit of another one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.context.memo import once_for_each
from reviewbot.context.told import told
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewbot.model.patch import Patch

_PICKED = regex(
    r"\[ ?(?:Upstream commit|upstream:?) [0-9a-f]{12,40}|commit [0-9a-f]{12,40} upstream"
    r"|^upstream (?:commit )?[0-9a-f]{40}"
    r"|\((?:cherry[- ]picked|backported) from commit [0-9a-f]"
    r"|^\d+\.\d+(?:\.\d+)?-(?:stable|rc\d*|longterm) review patch",
    re.IGNORECASE,
)
_RELEASE = r"(?:linux-|stable-|v)?\d+\.\d+(?:[.-][\w.]+)?"
_STABLE = regex(
    rf"{_RELEASE}(?:[/+]{_RELEASE})*\+?|AUTOSEL\S*|(?:linux-)?stable\S*|\S*-stable", re.IGNORECASE
)
_NOT_TO_APPLY = regex(
    r"\b(?:do[ -_]?not|don'?t|not[ -](?:for|to be))[ -_]?"
    r"(?:apply\w*|applied|merg\w+|commit|committed|upstream\w*|mainline|inclusion)\b|\bDNM\b|\bnot[- ]yet[- ]signed\b",
    re.IGNORECASE,
)
_UNFINISHED = regex(r"(?<![^\W_])(?:WIP|work[ -]in[ -]progress)(?![^\W_])", re.IGNORECASE)
_TRIED = regex(
    r"(?:(?:this is )?(?:just |only )?(?:a )?(?:test(?:ing)?|try)(?:[- ]?(?:e-?mails?|mails?|message|patch|only"
    r"|please ignore|ignore))*|(?:please )?(?:ignore|disregard)(?: (?:this|me))?)[ .!,:-]*\d*",
    re.IGNORECASE,
)
# tags of reports
_SHOWN = regex(r"DEBUG(?:GING)?|HACKS?|REGRESSIONS?|BUG|BISECT\w*", re.IGNORECASE)
# of a text below the "---"
_SKETCHED = regex(
    r"\bstraw ?man\b|\b(?:only|just) for (?:testing|illustration|discussion)\b"
    r"|\bfor (?:testing|illustration|discussion) only\b",
    re.IGNORECASE,
)
_QUESTION = regex(r"[A-Z][^.:]{0,60}\b(?:this|that|so)\b[^.:]{0,20}\?")
# of a patch that is shown in a conversation
_OFFERED = regex(
    r"\b(?:does|do|would|will|could|can) (?:you|this|it|these)\b[^.?!]{0,120}\b(?:you|patch)\b[^.?!]{0,60}\?",
    re.IGNORECASE,
)
# of somebody who has tried the patch of another one, and shows it: he signs nothing
_CONFIRMED = regex(
    r"\b(?:i|we) (?:can |do |could |hereby |also )*confirm(?:ed)?\b[^.?!]{0,80}\bpatch\b"
    r"[^.?!]{0,60}\b(?:work|fix|solv|help|resolv)"
    r"|\b(?:i|we) (?:have |also |just )*(?:tested|tried|applied) (?:your|his|her|their|\w+'s) patch\b"
)
_CONFIRMING = ("confirm", "tested", "tried", "applied")
# for syzbot to test (https://github.com/google/syzkaller/blob/master/docs/syzbot.md), and what its author
# does not sign on purpose
_UNSIGNED = ("\n#syz test", "\nnot-yet-signed-off-by:")
_SIGNED = "signed-off-by"
_REFUSING = ("not", "don", "dnm")
_PICKING = ("upstream", "from commit", "review patch")  # one of them is in each
# one of them is in each that has letters: few starts have to compile the expression
_TRYING = ("test", "try", "ignore", "disregard")
_SHOWING = tuple("DHRBdhrb")
_SKETCHING = ("straw", "testing", "illustration", "discussion")


@once_for_each
def is_backport(mail: Patch) -> bool:
    """Whether a patch is a copy of a commit for an older tree: its log is the commit's."""
    if any(map(_is_stable, mail.subject.tags)):
        return True
    if not any(map(told(mail).__contains__, _PICKING)):
        return False
    return any(_PICKED.search(mail.message.line(at)) for at in range(1, mail.body.log.stop))


@once_for_each
def is_not_to_apply(mail: Patch) -> bool:
    """Whether its subject, or a line of its own, says that it is only shown, or tries the mailer.

    ``[DO NOT APPLY PATCH 9/9]``, ``[REGRESSION 01/04]``, ``[PATCH v5] test``, ``#syz test``; or its log
    asks "Like this?", or "Does this patch fix it for you?", or confirms that the patch of another one works.
    """
    subject = mail.subject
    if any(_SHOWN.fullmatch(tag) for tag in subject.tags if tag[:1] in _SHOWING):
        return True
    if _NOT_TO_APPLY.search(subject.text) or _is_tried(subject.title.strip().lower()):
        return True
    above = told(mail)
    if any(map(above.__contains__, _UNSIGNED)):
        return True
    own = (*mail.body.log, *mail.body.notes) if any(map(above.__contains__, _REFUSING)) else ()
    if any(_NOT_TO_APPLY.fullmatch(mail.message.line(at).strip(" \t[]()*!.:-")) for at in own):
        return True
    notes = [mail.message.line(at) for at in mail.body.notes]
    if any(
        _SKETCHED.search(line) for line in notes if any(map(line.lower().__contains__, _SKETCHING))
    ):
        return True
    log = [mail.message.line(at).strip() for at in mail.body.log]
    return _asks(log) or _is_shown(" ".join(log), above)


def _asks(log: Sequence[str]) -> bool:
    """Whether a log is one question and nothing else."""
    texts = [line for line in log if line]
    return len(texts) == 1 and bool(_QUESTION.fullmatch(texts[0]))


def _is_shown(text: str, above: str) -> bool:
    """Whether a log offers the patch to somebody, or tells that the one of another works."""
    if "?" in text and _OFFERED.search(text):
        return True
    may_confirm = _SIGNED not in above and any(map(above.__contains__, _CONFIRMING))
    return may_confirm and bool(_CONFIRMED.search(text.lower()))


def is_unfinished(mail: Patch) -> bool:
    """Whether its subject says that work on it goes on: ``[WIP PATCH]``, ``WIP: frob: start``."""
    subject = mail.subject
    head = subject.title.partition(":")[0]
    return any(map(_UNFINISHED.fullmatch, subject.tags)) or bool(_UNFINISHED.search(head))


def _is_stable(tag: str) -> bool:
    is_short = (
        "." in tag or "sel" in tag.lower() or "stable" in tag.lower()
    )  # and looked at at once
    return is_short and bool(_STABLE.fullmatch(tag))


def _is_tried(title: str) -> bool:
    may_be = not title.islower() or any(word in title for word in _TRYING)
    return may_be and bool(_TRIED.fullmatch(title))
