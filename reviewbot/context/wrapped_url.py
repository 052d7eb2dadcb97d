"""URLs that were wrapped over lines: the parts of one, and what it is in one piece."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.knowledge.load import table
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LINES = 5  # a URL that takes more lines is not one
_COMMIT_LENGTH = 40
_HOST_SLASHES = 3  # "https://host/" is worth a link of its own: a page below it proves nothing

_TAIL = regex(r"(?:https?|ftp|git)://[!-;=?-~]*$")  # printable ASCII but < and >
_WORD = regex(r"[ \t]*([!-;=?-~]+)")
_NO_PART = regex(r"[|\-*+(\[\"'`@]|https?:|\d{1,2}[.)]$|[A-Za-z][\w-]*:$")
_PUNCTUATION = regex(r"(?<![]).,;:!?'\"])[]).,;:!?'\"]++$")
_HOSTS = "|".join(re.escape(archive["host"]) for archive in table("archives")["archive"])
_ARCHIVE = regex(rf"https?://(?:{_HOSTS}|inbox\.[\w.-]+)/")
_MESSAGE_ID = regex(r"[\w.+=%$~-]+@[\w.-]+\.\w+(?:/(?:[Tt]/|raw)?(?:#[\w.]+)?)?$")
_RANDOM = regex(r"/(?=[^/@]*\d)[^/@]{12,}@")  # a message-id's local part, not a person's
_HALF_DOMAIN = regex(r"@[\w-]+$")
_DOMAIN_END = regex(r"[\w-]*\.\w+/?$")
_OPEN_END = regex(r"(?:[\w/.%]-|[?&=%_]|://)$")
_PART = regex(r"[\w%~+=&?#.-]*(?:\d|/|=|%|\w\.\w|@\w)")
_COMPLETE = regex(
    r"@[\w-]+\.[\w.-]*\w/?$|/$|[/=][0-9a-f]{40}$|\.(?:html?|pdf|php|aspx?|git|md|rst)(?:#[\w-]+)?$"
)
_QUERY = regex(r"[?&](?:id|h|q|v|p|url)=[\w.%/+-]+$")
_PAGE = regex(r"[\w.~/%+-]+\.(?:html?|pdf|php|aspx?)(?:#[\w.-]+)?$")
_COMMIT = regex(r"[/=]([0-9a-f]{6,39})$")
_HEX = regex(r"[0-9a-f]{1,34}/?$")


def wrapped_urls(lines: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """The parts, one a line, of each URL that goes on over lines, with the number of its last one."""
    number = 0
    while number < len(lines):
        parts = _parts(lines[number : number + _LINES])
        if len(parts) > 1:
            number += len(parts) - 1
            yield number, parts
        else:
            number += 1


def in_one_piece(parts: Sequence[str]) -> str:
    """The URL its parts make; empty where its end or a joint is a guess."""
    url = parts[0]
    for part in parts[1:]:
        if url[-1].isalnum() and part[0].isalnum() and not _COMMIT.search(url):
            return ""  # a hyphen may have been lost between them
        url = _joined(url, part)
    return url if _COMPLETE.search(url) else ""


def _parts(lines: Sequence[str]) -> list[str]:
    """The parts, one a line, of the URL that ends the first of some lines; empty if none does."""
    first, *following = lines
    start = _TAIL.search(first)
    if not start or first.lstrip().startswith((">", "|")):
        return []
    parts = [start[0]]
    if first.removesuffix(start[0]).endswith("<") and (rest := _up_to_bracket(following)):
        return parts + rest
    for line in following:
        part = _part("".join(parts), line)
        if part:
            parts.append(part)
        if not part or not line.endswith(part):
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
    first = _WORD.match(line)
    if not first or _NO_PART.match(first[1]) or url.rstrip("/").endswith(".git"):
        return ""
    word = _PUNCTUATION.sub("", first[1])
    is_alone = not line[first.end() :].strip()
    return word if word and _belongs(url, word, is_alone=is_alone) else ""


def _belongs(url: str, word: str, *, is_alone: bool) -> bool:
    """Whether a URL goes on with a word: a message-id, a query, an id of a commit, a page."""
    if _ARCHIVE.match(url):
        if "@" in word and "@" not in url:
            return bool(_MESSAGE_ID.match(word.lstrip("/")) and _RANDOM.search(_joined(url, word)))
        if _HALF_DOMAIN.search(url):
            return bool(_DOMAIN_END.match(word))
    if _OPEN_END.search(url):
        return bool(_PART.match(word))
    commit = _COMMIT.search(url)
    if commit and _HEX.match(word):
        return len(commit[1]) + len(word.rstrip("/")) == _COMMIT_LENGTH
    if not is_alone or not url.endswith("/"):
        return False
    return bool(_QUERY.match(word) or (_PAGE.match(word) and url.count("/") > _HOST_SLASHES))


def _joined(url: str, part: str) -> str:
    return url + (part[1:] if url.endswith("/") and part.startswith("/") else part)
