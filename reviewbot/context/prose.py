"""English in a patch mail, line by line: the message, comments, what is printed, help, documents.

Everything that is not plainly prose (quotes, code, paths, logs) is left out or blanked: who looks
for words wants none of it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from reviewbot.context.c.hunk.fragment import fragment
from reviewbot.context.c.hunk.tokens import A_COMMENT, A_DIRECTIVE, A_STRING, tokenize
from reviewbot.context.memo import once_for_each
from reviewbot.context.names import C_LIKE
from reviewbot.frozen import frozen
from reviewbot.model.patch import ADDED
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reviewbot.model.patch import Hunk, Patch, Span

_COMMENT = regex(r"/\*.*?(?:\*/|\Z)|//[^\n]*", re.DOTALL)
_HAS_COMMENT = regex(r"/(?:[*/]|(?<=\*/))|\*(?<!\S\*)[ \t]")
_FRAME = regex(r"^\s*(?:/\*+!?|\*+(?!/)|//[/!]?)|\*+/\s*$")

_PARAMETER = regex(r"@[\w.]+:?|\A\w+\(\)(?: -|:)(?=\s)")  # kernel-doc; of a function at its head

_KEY = regex(r"(?:- )?[\w$#,.-]+:(?: [|>]-?$|$| )")  # of YAML

_PLAIN = regex(r"[A-Za-z][A-Za-z ,.'-]*+\Z")  # nothing marks it, as half of the lines
_DIFF = ("diff ", "index ")
_QUOTED = regex(r"\s{0,3}[>|]")
_EXCERPT = regex(
    r"\s*(?:\[ *\d+[.,]\d+|[$#%] |<\d>|@@ |[-+]{3} |diff |index |\d+: |#\d+ |[\w./-]+:\d+:)"
    r"|\s*\S*[a-z]\("
)
_CODE = regex(  # it begins with a sign of its own
    r"[-+=:;{}|&\\](?:(?<=\+)0x[0-9a-f]|(?<=\d\d:)\d\d:\d\d|(?<=[-=])>|(?<=\|)\s|(?<=&)&|(?<=[;{}\\])\s*$)"
)
_BULLET = regex(r"\s*(?:[-*+o•]|\(?[\da-zA-Z]{1,2}[.)]|\[\d+\]:?)\s+")
_TOLD = regex(
    r"\b(?:commit|log|message)\b.*\b(?:sa(?:ys|id)|states?|stated|reads?|explain(?:s|ed)|mentions?)\b.*:\s*\Z"
)
_FENCES = ("```", "~~~")
_TRAILER = regex(
    r"\s*[A-Z][\w-]*-[Bb]y:|\s*(?:Link|Fixes|Closes|Cc|CC|Reported|References|Bug\w*):"
)
_NAMES = regex(r"copyright|\(c\)|\bauthors?\b|spdx-|\S@\S+\.\S|<\S+ at \S+>|maintain(?:er|ed)")
_OF_NAMES = ("copyright", "(c)", "author", "spdx-", "@", " at ", "maintain")  # one is in each
_ENCLOSED = (
    r"<[^<>\n]*>|``[^`]*``|`[^`\n]*`|\"[^\"]*\"|“[^”]{0,400}”|‘[^’]{0,400}’"
    r"|'(?<!\w')[^'\n]{1,80}'(?!\w)|\[[^\[\]\n]*\]"
)
_BLANK = regex(_ENCLOSED)
_BLANK_AT = regex(rf"(?<!\w)\w++://\S+|[^\s@]{{1,320}}@\S+|{_ENCLOSED}")
_OPENS = ("<", "`", '"', "“", "‘", "'", "[")  # one is in each that is enclosed
_AT = ("@", "://")
_MAX_LINE = 400  # longer ones are data
_DEEP = 4  # columns of indentation that make a block code or output, where it is no list

_FILLED_IN = regex(r"\\[a-z]|%(?!\s)[-+ #0-9.*]*[a-zA-Z]+")  # \n, %s, %-8lu
_SENTENCE = 2  # blanks in it, at least

_TOKEN = regex(r"\S+")
_WORD = regex(r"\(?([A-Za-z][a-z]+)(?:['’]s)?\)?[.,;:!?]*\)?")
_OPERATOR = regex(r"(?!-$)[-+*/=<>|&:!~^]+")  # a lone hyphen is a dash
_SENTENCE_ENDS = (".", ":", "!", "?")


@frozen
class Prose:
    """Prose of one body line; what is not prose is blanked with underscores.

    ``opens`` says that the text begins a sentence.
    """

    at: int
    text: str
    opens: bool


def spans_of_prose(patch: Patch) -> Sequence[Span]:
    """The log; the whole text if the mail is a cover."""
    return (patch.body.log, patch.body.notes) if patch.subject.is_cover else (patch.body.log,)


@once_for_each
def message_prose(patch: Patch) -> tuple[Prose, ...]:
    """The prose of what is said above the diff, without a paragraph quoted of another commit."""
    return tuple(
        prose
        for span in spans_of_prose(patch)
        for paragraph in _own(_paragraphs((number, patch.message.line(number)) for number in span))
        for prose in _block(paragraph)
    )


def _own(paragraphs: Iterable[list[tuple[int, str]]]) -> Iterator[list[tuple[int, str]]]:
    """The paragraphs but for those below "The commit log explained:"."""
    above = ""
    for paragraph in paragraphs:
        if not _TOLD.search(above):
            yield paragraph
        above = paragraph[-1][1]


def may_have_prose(path: str, hunk: Hunk) -> bool:
    """Whether a comment or a text may be in a hunk, if it is of C."""
    if not path.endswith(C_LIKE):
        return True
    return '"' in hunk.added_text or bool(_HAS_COMMENT.search(fragment(hunk).text))


def added_prose(path: str, hunk: Hunk) -> Iterator[Prose]:
    """The prose of a hunk's added lines: comments, strings, Kconfig help, documents; by the name."""
    name = path.rpartition("/")[2]
    if name.endswith(C_LIKE):
        yield from _prose(hunk, _strings(hunk))
        found = _comments(hunk)
    elif name.startswith("Kconfig"):
        found = _help(hunk)
    elif name.endswith(".yaml"):
        found = _binding(hunk)
    elif name.endswith(".rst") or path.startswith("Documentation/"):
        found = _document(hunk)
    else:
        return
    yield from _prose(hunk, found)


def _prose(hunk: Hunk, found: Iterable[tuple[int, str]]) -> Iterator[Prose]:
    """What is prose of the added lines among those found in a hunk."""
    added = {line.body_line for line in hunk.lines if line.kind is ADDED}
    for paragraph in _paragraphs(found):
        yield from (prose for prose in _block(paragraph) if prose.at in added)


def plain_words(prose: Prose) -> Iterator[tuple[str, bool]]:
    """The words that touch nothing but punctuation, each with whether it opens a sentence."""
    tokens = [token[0] for token in _TOKEN.finditer(prose.text)]
    opens = prose.opens
    for index, token in enumerate(tokens):
        word = _WORD.fullmatch(token)
        around = (*tokens[index - 1 : index], *tokens[index + 1 : index + 2])
        label = index == 0 and token.endswith(":")
        if word and not label and not any(_OPERATOR.fullmatch(other) for other in around):
            yield word[1], opens
        opens = _ends_sentence(token) or (opens and bool(_BULLET.fullmatch(token + " ")))


def _paragraphs(lines: Iterable[tuple[int, str]]) -> Iterator[list[tuple[int, str]]]:
    """Runs of consecutive lines that are not blank, fenced code left out."""
    run: list[tuple[int, str]] = []
    fenced = False
    for number, text in lines:
        bare = text.lstrip()
        is_fence = bare.startswith(_FENCES)
        fenced = fenced is not is_fence
        blank = not bare or fenced or is_fence
        if run and (blank or number != run[-1][0] + 1):
            yield run
            run = []
        if not blank:
            run.append((number, text))
    if run:
        yield run


def _block(paragraph: Sequence[tuple[int, str]]) -> Iterator[Prose]:
    """The lines of a paragraph that are prose."""
    texts = _blanked([text for _, text in paragraph])
    hanging = 0  # the column a list item's continuation may start at
    opens = True
    if all(raw[:2].isspace() for _, raw in paragraph) and not _BULLET.match(paragraph[0][1]):
        return  # set off: an excerpt
    for (number, raw), text in zip(paragraph, texts, strict=True):
        wide = raw.expandtabs()
        indent = len(wide) - len(wide.lstrip())
        bullet = _BULLET.match(raw)
        if bullet:
            hanging = len(bullet[0].expandtabs())
            opens = True
        deep = indent >= _DEEP and not bullet and not hanging <= indent <= hanging + 1
        if deep or not _is_prose(raw, text):
            opens = True
            continue
        yield Prose(number, text, opens)
        opens = _ends_sentence(raw)


def _ends_sentence(text: str) -> bool:
    """Whether a sentence ends there, quotation marks and the like aside."""
    return text.rstrip().rstrip(")\"'*_").endswith(_SENTENCE_ENDS)


def _blanked(texts: Sequence[str]) -> list[str]:
    """The lines with URLs, addresses, quotations and code turned to underscores."""
    whole = "\n".join(text[:_MAX_LINE] for text in texts)
    if whole.count('"') % 2:
        start = whole.index('"')  # one is missing: nobody knows what is quoted
        whole = whole[:start] + _underscores(whole[start:])
    is_any = any(map(whole.__contains__, _AT))
    if is_any or any(map(whole.__contains__, _OPENS)):
        blank = _BLANK_AT if is_any else _BLANK
        whole = blank.sub(lambda match: _underscores(match[0]), whole)
    return whole.split("\n")


def _underscores(text: str) -> str:
    return re.sub(r"\S", "_", text)


def _is_prose(raw: str, blanked: str) -> bool:
    """Whether most tokens of a line are words and nothing marks it as output or code."""
    if len(raw) > _MAX_LINE or raw.startswith(_DIFF) or not (_PLAIN.match(raw) or _may_be(raw)):
        return False
    tokens = blanked.split()
    return sum(map(_is_word, tokens)) * 2 >= len(tokens)


def _may_be(raw: str) -> bool:
    """Whether nothing marks a line as quoted, as output, as code or as a trailer."""
    is_marked = _QUOTED.match(raw) or _EXCERPT.match(raw) or _CODE.search(raw)
    return not is_marked and not _TRAILER.match(raw)


@lru_cache(maxsize=1 << 14)  # the same stand in every mail
def _is_word(token: str) -> bool:
    return _WORD.fullmatch(token) is not None


def _comments(hunk: Hunk) -> Iterator[tuple[int, str]]:
    """The comment lines of a C hunk's post-image, without the stars around them."""
    post = hunk.post
    if not _HAS_COMMENT.search(fragment(hunk).text):
        return
    index = {line.body_line: place for place, line in enumerate(post)}
    for token in tokenize(post):
        if token.kind is A_COMMENT:
            comments = [(0, token.text)]
        elif token.kind is A_DIRECTIVE:
            comments = [
                (token.text.count("\n", 0, match.start()), match[0])
                for match in _COMMENT.finditer(token.text)
            ]
        else:
            continue
        for offset, text in comments:
            first = index[token.line.body_line] + offset
            for step, line in enumerate(text.split("\n")):
                if len(line) <= _MAX_LINE and not _has_names(line.lower()):
                    bare = _FRAME.sub("", _FRAME.sub("", line, count=1)).strip()
                    yield post[first + step].body_line, _PARAMETER.sub("", bare)


def _has_names(line: str) -> bool:
    """Whether a line, in lower case, says who wrote something."""
    return any(map(line.__contains__, _OF_NAMES)) and _NAMES.search(line) is not None


def _strings(hunk: Hunk) -> Iterator[tuple[int, str]]:
    """The sentences that C prints, without what is filled in."""
    if '"' not in hunk.added_text:
        return
    for token in tokenize(hunk.post):
        text = _FILLED_IN.sub(" ", token.text[1:-1]) if token.kind is A_STRING else ""
        text = text.replace("\n", " ")  # a string may go on behind a backslash
        if text.count(" ") >= _SENTENCE and len(text) <= _MAX_LINE:
            yield token.line.body_line, text.strip()


def _help(hunk: Hunk) -> Iterator[tuple[int, str]]:
    """Kconfig help text, which stands two columns right of its keyword."""
    for line in hunk.post:
        if line.text.startswith("\t  ") and not line.text.strip().startswith("http"):
            yield line.body_line, line.text.strip()


def _document(hunk: Hunk) -> Iterator[tuple[int, str]]:
    """Lines of a text document; its indented blocks are for others to judge."""
    for line in hunk.post:
        markup = line.text.strip().startswith((".. ", "$", "#", "|", "+", ":", "="))
        yield line.body_line, "" if markup else line.text


def _binding(hunk: Hunk) -> Iterator[tuple[int, str]]:
    """Descriptions and titles of a YAML schema, without their indentation."""
    for line in hunk.post:
        text = line.text.strip()
        key = _KEY.match(text)
        if key:
            text = text[key.end() :] if text.startswith(("description:", "title:")) else ""
        yield line.body_line, "" if text.startswith("#") else text
