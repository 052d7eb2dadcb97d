"""URLs of the log or the cover that were wrapped over lines.

Joins a URL that ends its line with the first word of the next line where both together are
plainly one URL: the archive's URL has no message-id and the next line starts with one, the URL
ends in the middle of a word or of a query, a commit id is completed to its full length, an open
``<`` is closed. The remark stands at the last line of the URL. In a cover, which no ``git log``
will show, it is noted at low confidence.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.checks.api import Confidence, DiffContext, Remark, Severity
from reviewbot.knowledge.load import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SEVERITY = Severity.NOTE
NIT = True
VARIES = ("url",)


_MAX = 1000  # characters of one line that can be part of a URL worth repeating
_LINES = 5  # a URL that takes more lines is not one
_COMMIT_LENGTH = 40
_HOST_SLASHES = 3  # "https://host/" is worth a link of its own: a page below it proves nothing

_TAIL = re.compile(r"(?:https?|ftp|git)://[!-;=?-~]*$")  # printable ASCII but < and >
_WORD = re.compile(r"[ \t]*([!-;=?-~]+)")
_NO_PART = re.compile(r"[|\-*+(\[\"'`@]|https?:|\d{1,2}[.)]$|[A-Za-z][\w-]*:$")
_PUNCTUATION = re.compile(r"(?<![]).,;:!?'\"])[]).,;:!?'\"]++$")
_HOSTS = "|".join(re.escape(archive["host"]) for archive in table("archives")["archive"])
_ARCHIVE = re.compile(rf"https?://(?:{_HOSTS}|inbox\.[\w.-]+)/")
_MESSAGE_ID = re.compile(r"[\w.+=%$~-]+@[\w.-]+\.\w+(?:/(?:[Tt]/|raw)?(?:#[\w.]+)?)?$")
_RANDOM = re.compile(r"/(?=[^/@]*\d)[^/@]{12,}@")  # a message-id's local part, not a person's
_HALF_DOMAIN = re.compile(r"@[\w-]+$")
_DOMAIN_END = re.compile(r"[\w-]*\.\w+/?$")
_OPEN_END = re.compile(r"(?:[\w/.%]-|[?&=%_]|://)$")
_PART = re.compile(r"[\w%~+=&?#.-]*(?:\d|/|=|%|\w\.\w|@\w)")
_COMPLETE = re.compile(
    r"@[\w-]+\.[\w.-]*\w/?$|/$|[/=][0-9a-f]{40}$|\.(?:html?|pdf|php|aspx?|git|md|rst)(?:#[\w-]+)?$"
)
_QUERY = re.compile(r"[?&](?:id|h|q|v|p|url)=[\w.%/+-]+$")
_PAGE = re.compile(r"[\w.~/%+-]+\.(?:html?|pdf|php|aspx?)(?:#[\w.-]+)?$")
_COMMIT = re.compile(r"[/=]([0-9a-f]{6,39})$")
_HEX = re.compile(r"[0-9a-f]{1,34}/?$")


def check(context: DiffContext) -> Iterator[Remark]:
    """Each URL of the log, the trailers or the cover that continues on the next line.

    The fact ``url`` is the URL in one piece, empty where its end or a joint is a guess.
    """
    body = context.body
    stop = body.notes.stop if context.is_cover else max(body.log.stop, body.trailers.stop)
    lines = [context.message.line(number)[:_MAX].rstrip() for number in range(body.log.start, stop)]
    confidence = Confidence.LOW if context.is_cover else Confidence.HIGH
    index = 0
    while index < len(lines):
        parts = _parts(lines, index)
        if len(parts) > 1:
            index += len(parts) - 1
            yield Remark(body.log.start + index, {"url": _in_one_piece(parts)}, confidence)
        else:
            index += 1


def _parts(lines: Sequence[str], first: int) -> list[str]:
    """The parts, one a line, of the URL that ends line ``first``; empty if none does."""
    start = _TAIL.search(lines[first])
    if not start or lines[first].lstrip().startswith((">", "|")):
        return []
    following = lines[first + 1 : first + _LINES]
    if lines[first].removesuffix(start[0]).endswith("<"):
        bracketed = _up_to_bracket(following)
        if bracketed:
            return [start[0], *bracketed]
    parts = [start[0]]
    for line in following:
        part = _part("".join(parts), line)
        if not part:
            break
        parts.append(part)
        if not line.endswith(part):
            break  # text or punctuation follows: it ends here
    return parts


def _up_to_bracket(lines: Sequence[str]) -> list[str]:
    """The words of lines of one word each up to the one closed by ``>``; empty if none is."""
    parts: list[str] = []
    for line in lines:
        word = _WORD.match(line)
        if not word or not _PART.match(word[1]):
            break
        parts.append(word[1])
        if line[word.end() :].startswith(">"):
            return parts
        if word.end() < len(line):
            break
    return []


def _part(url: str, line: str) -> str:
    """The first word of ``line`` if ``url`` cannot be complete without it, else nothing."""
    found = _WORD.match(line)
    if not found or _NO_PART.match(found[1]) or url.rstrip("/").endswith(".git"):
        return ""
    word = _PUNCTUATION.sub("", found[1])
    alone = not line[found.end() :].strip()
    return word if word and _belongs(url, word, alone=alone) else ""


def _belongs(url: str, word: str, *, alone: bool) -> bool:
    if _ARCHIVE.match(url):
        if "@" in word and "@" not in url:
            return bool(_MESSAGE_ID.match(word.lstrip("/")) and _RANDOM.search(_glue(url, word)))
        if _HALF_DOMAIN.search(url):
            return bool(_DOMAIN_END.match(word))
    if _OPEN_END.search(url):
        return bool(_PART.match(word))
    commit = _COMMIT.search(url)
    if commit and _HEX.match(word):
        return len(commit[1]) + len(word.rstrip("/")) == _COMMIT_LENGTH
    if not alone or not url.endswith("/"):
        return False
    return bool(_QUERY.match(word) or (_PAGE.match(word) and url.count("/") > _HOST_SLASHES))


def _glue(url: str, part: str) -> str:
    return url + (part[1:] if url.endswith("/") and part.startswith("/") else part)


def _in_one_piece(parts: Sequence[str]) -> str:
    url = parts[0]
    for part in parts[1:]:
        if url[-1].isalnum() and part[0].isalnum() and not _COMMIT.search(url):
            return ""  # a hyphen may have been lost between them
        url = _glue(url, part)
    return url if _COMPLETE.search(url) else ""
