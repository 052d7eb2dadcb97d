"""The rest of a series by a search at the server b4 is configured for.

The query is public-inbox's (see ``/_/text/help/`` of any public-inbox): ``f:`` the author, ``s:``
the subject, ``nq:`` what a mail says itself, ``d:`` its day. Everything a stranger wrote is a
quoted phrase without quotes in it: the search engine takes it for words, never for operators.

A server may know the words of its mails but not their order (public-inbox-index(1), ``--indexlevel
medium``); it finds no phrase, not even that of a mail it has. Where nothing is found, all words of
the phrases are looked for instead.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from reviewbot.errors import SourceError
from reviewbot.fetch.limits import DEFAULT_LIMITS, Limits
from reviewbot.fetch.remote import search_threads
from reviewbot.model.wanted import SearchResult
from reviewbot.regex import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterable
    from datetime import date

    from reviewbot.model.wanted import SearchRequest

__all__ = ["SearchResult", "find", "query"]

_NEAR = timedelta(days=5)  # numbers alone say little: only what was posted together
_AROUND = timedelta(days=30)  # replies with the title of a patch, and late resends
_BEFORE = timedelta(days=540)  # how old an earlier revision may be
_AFTER = timedelta(days=540)  # how long a later one may take
_MOST = 8  # titles, and numbers; the query is part of a URL
_LONGEST = 120  # characters of a phrase
_FEWEST = 3  # words: "fix typo" is a title of thousands
_NOT_PLAIN = regex(r"[^\w.,&'+#@/:-]+")  # these stay: "3.5", "C++" and "don't" are one term
_WORD = regex(r"\w+")
_PHRASE = regex(r'((?:\b[a-z]+:)?)"([^"]*)"')


def find(
    wanted: SearchRequest, *, progress: Callable[[str], None], limits: Limits = DEFAULT_LIMITS
) -> SearchResult:
    """The threads that may hold what is wanted, also others; raises UsageError.

    A server that cannot be searched or does not answer is a ``fault``: there is a part of the
    series to review already.
    """
    text = query(wanted)
    if not text and not (wanted.missing or wanted.earlier):
        return SearchResult()  # that there may be a later revision is no lack
    if not text:
        return SearchResult(fault=f"too little is known to look for {wanted.what}")
    try:
        raws = search_threads(text, wanted.message_id, progress=progress, limits=limits)
        if not raws:
            text = in_words(text)
            raws = search_threads(text, wanted.message_id, progress=progress, limits=limits)
    except SourceError as error:
        return SearchResult(fault=f"{error}, so {wanted.what} were not looked for")
    return SearchResult(raws)


def query(wanted: SearchRequest) -> str:
    """The query for all that is wanted; ``""`` where it would find half of the archive."""
    first, last, author = wanted.first, wanted.last, _phrase("f", wanted.author)
    told = [title for title in wanted.titles if len(_WORD.findall(title)) >= _FEWEST][:_MOST]
    names = [_phrase("s", title) for title in told]
    names += [_phrase("nq", f"change-id: {wanted.change_id}")] if wanted.change_id else []
    parts = []
    if wanted.missing:
        # replies to a lost mail as well, which are by anybody
        parts.append([_any(names), _days(first - _AROUND, last + _AROUND)])
        # a cover names its patches
        covers = [_phrase("nq", title) for title in told] if 0 in wanted.missing else []
        if author:
            subjects = _any([*_numbers(wanted), *covers])
            parts.append([author, subjects, _days(first - _NEAR, last + _NEAR)])
        else:
            parts.append([_any(covers), _days(first, last)])
    if wanted.later:
        known = [author, _any(names)] if author else [_any(names)]
        parts.append([*known, _days(last, last + _AFTER)])
    if wanted.earlier and author:
        parts.append([author, _any(names), _days(first - _BEFORE, last)])
    return " OR ".join(f"({' AND '.join(part)})" for part in parts if all(part))


def in_words(text: str) -> str:
    """A query with the words of each phrase in place of it: ``s:"a b"`` is ``(s:a AND s:b)``."""
    return _PHRASE.sub(_words, text)


def _words(phrase: re.Match[str]) -> str:
    words = dict.fromkeys(_WORD.findall(phrase[2].lower()))  # in capitals they might be operators
    return f"({' AND '.join(f'{phrase[1]}{word}' for word in words)})"


def _numbers(wanted: SearchRequest) -> list[str]:
    """Subjects with the numbers that are missing, as git-format-patch(1) pads them."""
    total = str(wanted.expected)
    if len(wanted.missing) > _MOST:
        return [_phrase("s", total)]
    return [_phrase("s", f"{number:0{len(total)}}/{total}") for number in wanted.missing]


def _phrase(prefix: str, text: str) -> str:
    """``s:"frob: add a knob"``; ``""`` where the text has no words."""
    plain = " ".join(_NOT_PLAIN.sub(" ", text).split())
    if len(plain) > _LONGEST:
        plain = plain[:_LONGEST].rpartition(" ")[0]  # half a word is another word
    return f'{prefix}:"{plain}"' if _WORD.search(plain) else ""


def _any(phrases: Iterable[str]) -> str:
    known = [phrase for phrase in dict.fromkeys(phrases) if phrase]
    return f"({' OR '.join(known)})" if known else ""


def _days(first: date, last: date) -> str:
    return f"d:{first:%Y%m%d}..{last:%Y%m%d}"
