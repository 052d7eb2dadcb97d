"""Subject lines: reply markers, ``[PATCH v2 1/3]`` and the title."""

from __future__ import annotations

import re

from reviewbot.model.patch import Subject

# The reply and forward markers mail clients write, counted forms included. Two or three letters
# and a colon alone are not one ("mm:" and "net:" are subsystems), except right before a bracket.
_REPLY = re.compile(
    r"\s*(?:(?:re|aw|fwd?|sv|vs|antw|wg|tr|odp|ref|回复|答复|转发)\s*(?:\[\d+\])?\s*[::]\s*)+"
    r"|\s*\w{2,3}:\s*(?=\[)",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\s*\[([^\[\]]*)\]\s*")
_NUMBER = re.compile(r"0*(\d{1,4})/0*(\d{1,4})")
_VERSION = re.compile(r"v(?:er(?:sion)?)?\.?(\d{1,3})(?:\.\d+)?", re.IGNORECASE)
# "PATCHv2", "RFCv3", "PATCH-v2", "PATCH1/3": glued together by hand
_GLUED = re.compile(
    r"(?P<word>RFC|PATCH|RESEND)[-_:]?(?P<version>v\d{1,3})?[-_:]?(?P<number>\d+/\d+)?",
    re.IGNORECASE,
)


def read_subject(text: str) -> Subject:
    """Take a decoded, unfolded subject apart.

    Only the brackets in front count: ``[PATCH] foo: fix [bar]`` keeps its tail. Source of the
    forms: git-format-patch(1), and what the archives hold.
    """
    rest = bare(text)
    words: list[str] = []
    while bracket := _BRACKETS.match(rest):
        words += re.split(r"[\s,;]+", bracket[1].strip())
        rest = rest[bracket.end() :]

    tags: list[str] = []
    revision, index, expected = 1, None, None
    for word in filter(None, words):
        if version := _VERSION.fullmatch(word):
            revision = int(version[1])
        elif number := _NUMBER.fullmatch(word):
            index, expected = int(number[1]), int(number[2])
        elif (glued := _GLUED.fullmatch(word)) and glued["word"]:
            tags.append(glued["word"])
            if glued["version"]:
                revision = int(glued["version"][1:])
            if number := _NUMBER.fullmatch(glued["number"] or ""):
                index, expected = int(number[1]), int(number[2])
        else:
            tags.append(word)
    if index is not None and (not expected or index > expected):
        index = expected = None  # "[PATCH 3/2]" says nothing we could rely on
    upper = {tag.upper() for tag in tags}
    return Subject(
        text=text,
        title=" ".join(rest.split()),
        tags=tuple(tags),
        is_reply=bare(text) != text,
        is_patch=any("PATCH" in tag for tag in upper) or index is not None,
        is_rfc=any(re.fullmatch(r"RFC|RFC[-_/]PATCH|PATCH[-_/]RFC", tag) for tag in upper),
        is_resend=bool(upper & {"RESEND", "REPOST"}),
        revision=max(revision, 1),
        index=index,
        expected=expected,
    )


def bare(text: str) -> str:
    """A subject without what mailers put in front of a reply's or a forwarded mail's."""
    reply = _REPLY.match(text)
    return text[reply.end() :] if reply else text
