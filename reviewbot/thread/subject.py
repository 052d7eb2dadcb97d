"""Subject lines: reply markers, ``[PATCH v2 1/3]`` and the title."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import accumulate

from reviewbot.frozen import changing, field
from reviewbot.knowledge.longterm import longterm
from reviewbot.model.patch import Subject
from reviewbot.regex import regex

# The reply and forward markers mail clients write, counted forms included. Two or three letters
# and a colon alone are not one ("mm:" and "net:" are subsystems), except right before a bracket.
_REPLY = regex(
    r"\s*(?:(?:re|aw|antw|antwort|fwd?|sv|vs|wg|tr|odp|ref|回复|答复|回覆|答覆|转发|轉寄|отв|ответ)"
    r"\s*(?:\[\d+\]|\(\d+\)|\^\d+)?\s*[:\uff1a]\s*)+"
    r"|\s*(?!rfc)\w{2,3}\s*[:\uff1a]\s*(?=\[)",
    re.IGNORECASE,
)
_LONGEST = 200  # characters of one bracket
_MOST = 8  # brackets and reply markers of one subject

# what people spell out, to what git-format-patch(1) writes
_SPELLED = (
    (regex(r"(\d[.\w]{0,4})(?:\s*/\s*|\s+of\s+)(?=\d)", re.IGNORECASE), r"\1/"),
    (regex(r"\b(?:v|ver|version|rev|revision|take|try)[\s#.]*(?=\d)", re.IGNORECASE), "v"),
)
_APART = regex(r"[\s,;:|()]+")
_NUMBER = regex(r"0*(\d{1,4})(?:\.(\d{1,2})|([a-z]))?/0*(\d{1,4})", re.IGNORECASE)
_VERSION = regex(r"v(\d{1,3})(?:\.(\d+))?", re.IGNORECASE)
_MINOR = 3  # "v2.1" is a posting, "v5.15" a kernel
# "PATCHv2", "RFCv3", "PATCH-v2", "PATCH1/3": glued together by hand
_GLUED = regex(
    r"(?P<word>RFC|PATCH|RESEND|REPOST)[-_]?(?P<version>v\d{1,3})?[-_]?(?P<number>\d+/\d+)?",
    re.IGNORECASE,
)
_AGAIN = {"RESEND", "RESENT", "RE-SEND", "REPOST", "PING"}
_RFC = regex(r"(?:\w+[-_/])?RFC(?:[-_/]\w+)?", re.IGNORECASE)
_PULL = regex(r"(?:git[-_])?pull(?:[-_]?req(?:uest)?)?", re.IGNORECASE)
_PULL_TITLE = regex(r"(?:git[- ])?pull[- ]request\b", re.IGNORECASE)

# markers without brackets: "PATCH v2 1/3 frob: ...", "RFC: frob: ...", "PATCH 1/2] frob: ..."
_WORD = r"(?:RFC|PATCH|RESEND|REPOST)(?:[-_/](?:RFC|PATCH))?[-_]?(?:v\d{1,3})?"
_COUNT = r"v\d{1,3}|\d{1,4}(?:\.\d|[a-z])?(?:/|\s+of\s+)\d{1,4}"
_BARE = regex(
    rf"(?P<marks>(?:{_WORD}|{_COUNT})(?:[\s,]+(?:{_WORD}|{_COUNT}))*)"
    r"(?:(?P<sign>\s*[:\]]|\s+[-\u2013]\s|\s*(?=[\[(]))|\s+)",
    re.IGNORECASE,
)
_NAMED = regex(r"RFC|PATCH", re.IGNORECASE)
_IN_PARENTHESES = regex(r"\(([^()]{2,40})\)")
_RULE = regex(r"[\s:\uff1a\]]*(?:[-\u2013]\s+)?")  # between the markers and the title
_END = regex(r"(?: [(\[]([^()\[\]]{2,40})[)\]]|, (v\d{1,2}))$", re.IGNORECASE)


@changing
class _Marks:
    """What the markers read so far say; ``None`` and zero where they say nothing."""

    tags: list[str] = field(default_factory=list)
    revision: int | None = None
    index: int | None = None
    inserted: int = 0
    expected: int | None = None

    def read(self, text: str) -> None:
        """Take in what stands in a bracket."""
        for word in _words(text):
            if self._counts(word):
                continue
            glued = _GLUED.fullmatch(word)
            self.tags.append(glued["word"] if glued else word)
            for count in (glued["version"], glued["number"]) if glued else ():
                self._counts(count or "")

    @property
    def is_patch(self) -> bool:
        """Whether they say that the mail is a patch or the cover of some."""
        counted = self.index is not None or self.revision is not None
        return self._names_patch or (counted and not self.names_pull)

    @property
    def names_pull(self) -> bool:
        """Whether they say that a branch is to be pulled; patches of one are called patches."""
        return any(map(_PULL.fullmatch, self.tags)) and not self._names_patch

    @property
    def _names_patch(self) -> bool:
        return any("PATCH" in tag.upper() for tag in self.tags)

    def _counts(self, word: str) -> bool:
        """Take in a version or a number; whether it is one."""
        if (revision := _revision(word)) is not None:
            self.revision = revision
            return True
        number = _NUMBER.fullmatch(word)
        if number and int(number[4]):
            self.index, self.expected = int(number[1]), int(number[4])
            letter = ord(number[3].lower()) - ord("a") + 1 if number[3] else 0
            self.inserted = int(number[2] or letter)
        return number is not None


@lru_cache(maxsize=4096)  # of heads, of mails, of the replies to them
def read_subject(text: str) -> Subject:
    """Take a decoded, unfolded subject apart.

    Only the markers in front count, and those in brackets that end the title: ``[PATCH] foo: fix
    [bar]`` keeps its tail. Source of the forms: git-format-patch(1), and what the archives hold.
    """
    marks = _Marks()
    is_reply, _, rest = _front(text, marks)
    title = " ".join(_RULE.sub("", rest, count=1).split())
    title, at_end = _end(title, marks)
    upper = {tag.upper() for tag in marks.tags}
    return Subject(
        text=text,
        title=title,
        tags=tuple(marks.tags),
        is_reply=is_reply,
        is_patch=marks.is_patch,
        is_pull=marks.names_pull or (not marks.is_patch and bool(_PULL_TITLE.match(title))),
        is_rfc=any(_RFC.fullmatch(tag) for tag in upper),
        is_resend=any(tag.rstrip(".!") in _AGAIN for tag in upper),
        revision=max(at_end, 1) if marks.revision is None else marks.revision,
        is_versioned=marks.revision is not None,
        index=marks.index,
        inserted=marks.inserted,
        expected=marks.expected,
    )


def names_pull(subject: Subject) -> bool:
    """Whether it says that a branch is to be pulled, be it of patches or not."""
    return bool(_PULL_TITLE.match(subject.title)) or any(map(_PULL.fullmatch, subject.tags))


def bare(text: str) -> str:
    """A subject without what mailers and lists put in front of a reply's or a forwarded mail's."""
    return _front(text, _Marks())[1]


def _front(text: str, marks: _Marks) -> tuple[bool, str, str]:
    """Read what stands in front of the title into ``marks``.

    Whether a reply marker is there, what follows the last one, and the rest. Lists put their name
    before it; after a marker of ours it belongs to the title, of which git-am(1) drops it.
    """
    is_reply, rest = False, text.lstrip()
    plain = rest
    for _ in range(_MOST):
        if reply := _REPLY.match(rest):
            rest = rest[reply.end() :]
            if not marks.is_patch and not any(map(_RFC.fullmatch, marks.tags)):
                is_reply, plain = True, rest
            continue
        bracket = _bracket(rest) or _without_bracket(rest, marks)
        if not bracket:
            break
        marks.read(bracket[0])
        rest = bracket[1].lstrip()
    return is_reply, plain, rest


def _bracket(text: str) -> tuple[str, str] | None:
    """What the bracket in front holds, those inside it dissolved, and what follows it."""
    if not text.startswith("["):
        return None
    depths = accumulate((sign == "[") - (sign == "]") for sign in text[:_LONGEST])
    closed = next((at for at, depth in enumerate(depths) if not depth), -1)
    at = closed if closed > 0 else text.find("]", 0, _LONGEST)  # where one too many is open
    if at < 0:
        return None
    inside = text[1:at].replace("[", " ").replace("]", " ")
    return inside, text[at + 1 :].lstrip("] ")


def _without_bracket(text: str, marks: _Marks) -> tuple[str, str] | None:
    """Markers that have parentheses, half a bracket or none, and what follows them."""
    enclosed = _IN_PARENTHESES.match(text)
    if enclosed and _only_marks(enclosed[1]):
        return enclosed[1], text[enclosed.end() :]
    loose = _BARE.match(text.lstrip("["))
    if not loose:
        return None
    named, counted = _NAMED.search(loose["marks"]), re.search(r"\d", loose["marks"])
    if not loose["sign"]:  # prose may begin so: "Patch the frob", "v4 clocks"
        numbered = re.search(r"\d(?:/|\s)", loose["marks"])
        if not (counted if named else numbered and marks.is_patch):
            return None
    return loose["marks"], text.lstrip("[")[loose.end() :]


def _end(title: str, marks: _Marks) -> tuple[str, int]:
    """The title without markers at its end, and the version they name, 0 if none.

    That version is of the one patch: of a series, each may have its own.
    """
    end = _END.search(title)
    text = (end[1] or end[2]) if end else ""
    if not end or not end.start() or not _only_marks(text):
        return title, 0
    more = _Marks()
    more.read(text)
    if more.revision and marks.revision not in (None, more.revision):
        return title, 0
    if more.index is not None and marks.index is None:
        marks.index, marks.inserted, marks.expected = more.index, more.inserted, more.expected
    marks.tags += more.tags
    return title[: end.start()], more.revision or 0


def _words(text: str) -> list[str]:
    for spelled, written in _SPELLED:
        text = spelled.sub(written, text)
    return [word for word in _APART.split(text) if word]


def _only_marks(text: str) -> bool:
    words = _words(text)
    return bool(words) and all(
        _revision(word) is not None or _NUMBER.fullmatch(word) or _GLUED.fullmatch(word)
        for word in words
    )


def _revision(word: str) -> int | None:
    """How many postings it counts; ``v6.1`` counts none but is a kernel."""
    version = _VERSION.fullmatch(word)
    if not version or word.lower().removeprefix("v") in longterm():
        return None
    return int(version[1]) if int(version[2] or 0) <= _MINOR else None
