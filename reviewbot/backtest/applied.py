"""Which patches somebody said to have applied, as they were.

Only what is plain: a sentence that begins with it, by somebody who is not the author, without a
word of changes or failures in the whole reply.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviewbot.model.comment import Comment
    from reviewbot.model.series import Series

_APPLIED = regex(
    r"(?im)^[ \t]{0,8}(?:(?:thanks?|thank you|ok|okay|great|good|nice|cool|and|so|both|all|whole"
    r"|series|patch(?:es)?|patchset|set|now|just|i|i've|have|this|the|is|was|has|been|v\d+"
    r"|(?>[\d,/&-]{0,11}[\d/&-]))[ \t,!.:;]{1,4}){0,8}"
    r"(?:applied|queued|merged|pushed|picked (?:it |this |them )?up|added to\b[^\n]*-next)\b"
    r"(?![^\n.]*\?)"
)
_ALL = regex(r"(?i)\b(?:both|all|series|patchset|set|patches)\b")
_LISTED = regex(r"(?m)^[ \t]{0,4}\[0*(\d{1,4})/\d{1,4}\]")
_NOT_AS_IS = regex(
    r"(?i)\b(?:chang\w+|fix(?:ed|ing)?[ -]?up\w*|fixed|modif\w+|edit\w*|tweak\w*|adjust\w*|amend\w*"
    r"|reword\w*|rebas\w+|squash\w*|fold\w*|typos?|drop\w*|remov\w+|replac\w+|revert\w*|conflict\w*"
    r"|fail\w*|but|not|however|except|if|when|while|test(?:ed|ing)?|boot\w*|local\w*|n't)\b"
)
_MOST = 10_000  # characters of a comment that are looked at


def applied(series: Series, comments: Iterable[Comment]) -> frozenset[str]:
    """The message-ids of the patches applied, and of the cover where all of them were."""
    mails = {mail.message.message_id: mail for mail in series.mails}
    texts: dict[tuple[str, str], list[str]] = {}
    for comment in comments:
        texts.setdefault((comment.message.message_id, comment.on), []).append(comment.text)
    found: set[str] = set()
    for (_, on), parts in texts.items():
        text = "\n".join(parts)[:_MOST]
        said = _APPLIED.search(text)
        if not said or on not in mails or _NOT_AS_IS.search(text):
            continue
        if listed := {int(number) for number in _LISTED.findall(text)}:
            patches = {
                p.message.message_id for p in series.patches if (p.subject.index or 1) in listed
            }
        elif mails[on] is series.cover or _ALL.search(said[0]):
            patches = {patch.message.message_id for patch in series.patches}
        else:
            patches = {on}
        found |= patches
    if series.cover and all(patch.message.message_id in found for patch in series.patches):
        found.add(series.cover.message.message_id)
    return frozenset(found)
