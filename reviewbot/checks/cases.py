"""The page of a check: why it is made, its cases, and how reviewers ask for the same.

It is data, ``corpus/checks/FAMILY/NAME.md``, or beside the module where a package brings its own
checks: its cases are tests, and ``reviewbot explain`` shows it. A page in full:

    # pointer.checked_twice

    Why it matters: one more branch to read.

    Stays quiet: where the body does more.

    ## Said

    ### A call that takes NULL

    ```mail
    Free what was there.
    ---
    === drivers/frob/core.c
    @@ static void frob_free(struct frob *frob)
     frob_stop(frob);
    +if (frob->name)
    +        kfree(frob->name);
    ^ said
    ```

    ## Quiet

    ### The body does more

    ```mail
    ...
    ```

    ## Asked as

    ```regex
    NULL safe
    no need to check
    ```

    > kfree() is NULL safe, no need to check here.

    ## Not asked as

    > Please check for NULL here.

    ## Measured

    18 hits, 18 read, 0 false: all there are.

    ## Replayed

    | list | hits | agreed | fixed | ignored | acted on | by chance |
    |---|---|---|---|---|---|---|
    | linux-leds | 102 | 12 | 1 | 65 | 17 % | 20 % |

The regex says how a human reviewer asks for the same, over the text of a reply; each line is one
way to, whatever the case; ``^`` and ``$`` are of a line. The sentences below it show that it matches, and what it does not.

A mail is in the short form of ``example.py``. The line below a marked one is ``^ said`` (HIGH),
``^ asked`` (MODERATE) or ``^ noted`` (LOW). Further fences of a case, in any order: ``file PATH``, a
file of the tree that the mail does not touch; ``before`` and ``after``, patches of the series around
it; ``earlier``, a mail of the revision before; ``reply``, what a reviewer answered to the last of
those; ``fixed``, the lines that the fixes of its remarks take out and put there, ``-`` and ``+``;
``told``, what a program of the tree says: a line of the mail, and below it ``KIND: WORDS``; ``commits``, those of the tree, newest first: ``ID | TITLE | RELEASE | PATH PATH...``, and
below it what each says, indented.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reviewbot.frozen import field, frozen
from reviewbot.model.finding import Confidence
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_MARKS = {"said": Confidence.HIGH, "asked": Confidence.MODERATE, "noted": Confidence.LOW}
_MARK = regex(rf"\^ ({'|'.join(_MARKS)})")
_REGEX = "regex"
_KINDS = ("mail", "file", "before", "after", "earlier", "reply", "commits", "told", "fixed")
_FENCE = regex(rf"(`{{3,}})({'|'.join((*_KINDS, _REGEX))})(?: (\S+))?")
_CASES = ("Said", "Quiet")
_SECTIONS = (*_CASES, "Asked as", "Not asked as", "Measured", "Replayed")


@frozen
class ExampleCommit:
    """A commit behind the tree of a case; ``released`` is the first tag of a release with it.

    ``message`` is what it says below its title.
    """

    id: str
    title: str
    released: str = ""
    paths: tuple[str, ...] = ()
    message: str = ""


@frozen
class Case:
    """One case; ``title`` says what it shows.

    ``mail`` is in short form. ``marks`` are the lines of it that must get a remark, counted from 0,
    with the confidence of each; a quiet case has none. ``tree`` holds files by path. ``before``,
    ``after``, ``earlier``, ``replies``, ``commits``, ``told`` (line, kind, words) and ``fixed``: see
    the module.
    """

    title: str
    mail: str
    marks: tuple[tuple[int, Confidence], ...]
    tree: Mapping[str, str]
    before: tuple[str, ...]
    after: tuple[str, ...]
    earlier: tuple[str, ...]
    replies: tuple[str, ...]
    commits: tuple[ExampleCommit, ...]
    told: tuple[tuple[str, str, str], ...] = ()
    fixed: tuple[str, ...] = ()


@frozen
class Cases:
    """A page: the cases, sentences of reviewers that ask for the same and those that do not.

    ``prose`` says why the check is made and where it stays quiet; ``asked_as`` is the regex, empty
    where there is none. ``measured`` says how often the check was wrong, and begins with the counts;
    ``replayed`` is a table of what became of its findings (``benchmarks/outcomes.py`` writes it).
    """

    prose: str
    said: tuple[Case, ...]
    quiet: tuple[Case, ...]
    asked_as: str
    asked: tuple[str, ...]
    not_asked: tuple[str, ...]
    measured: str
    replayed: str


NONE = Cases("", (), (), "", (), (), "", "")


def read_cases(text: str) -> Cases:
    """A page of cases; raises ValueError, with the line, where it is none."""
    blocks: dict[str, list[_Block]] = {name: [] for name in _SECTIONS}
    quotes: dict[str, list[str]] = {name: [] for name in _SECTIONS}
    section, prose, ways = "", list[str](), list[str]()
    lines = enumerate(text.split("\n"), 1)
    for number, line in lines:
        if line.startswith("## "):
            section = line[3:]
            if section not in _SECTIONS:
                raise ValueError(f"line {number}: no section is called {section!r}")
        elif line.startswith("### "):
            blocks[section].append(_Block(line[4:], number))
        elif fence := _FENCE.fullmatch(line):
            content = _fenced(lines, fence[1], number)
            if fence[2] == _REGEX and section == "Asked as":
                ways += content.splitlines()
            elif fence[2] != _REGEX and section in _CASES and blocks[section]:
                blocks[section][-1].parts.append((fence[2], fence[3] or "", content))
            else:
                raise ValueError(f"line {number}: no place for a {fence[2]}")
        elif section and line:
            quotes[section].append(line)
        elif not section and not line.startswith("# "):
            prose.append(line)
    return Cases(
        prose="\n".join(prose).strip(),
        said=tuple(_case(block, is_said=True) for block in blocks["Said"]),
        quiet=tuple(_case(block, is_said=False) for block in blocks["Quiet"]),
        asked_as=f"(?im){'|'.join(ways)}" if ways else "",
        asked=_sentences(quotes["Asked as"]),
        not_asked=_sentences(quotes["Not asked as"]),
        measured=" ".join(quotes["Measured"]),
        replayed="\n".join(quotes["Replayed"]),
    )


@frozen
class _Block:
    """A titled case as its fences have it; each of ``parts`` is kind, path and content."""

    title: str
    line: int
    parts: list[tuple[str, str, str]] = field(default_factory=list)


def _fenced(lines: Iterator[tuple[int, str]], ticks: str, opened: int) -> str:
    content: list[str] = []
    for _, line in lines:
        if line == ticks:
            return "".join(f"{text}\n" for text in content)
        content.append(line)
    raise ValueError(f"line {opened}: nothing closes this fence")


def _case(block: _Block, *, is_said: bool) -> Case:
    def all_of(kind: str) -> tuple[str, ...]:
        return tuple(content for what, _, content in block.parts if what == kind)

    mails = all_of("mail")
    if len(mails) != 1:
        raise ValueError(f"line {block.line}: a case has one mail, this one has {len(mails)}")
    mail, marks = _unmarked(mails[0])
    if is_said != bool(marks):
        wanted = "marks no line" if is_said else "is quiet, but marks a line"
        raise ValueError(f"line {block.line}: {block.title!r} {wanted}")
    return Case(
        title=block.title,
        mail=mail,
        marks=marks,
        tree={path: content for what, path, content in block.parts if what == "file"},
        before=all_of("before"),
        after=all_of("after"),
        earlier=all_of("earlier"),
        replies=all_of("reply"),
        commits=tuple(made for text in all_of("commits") for made in _commits(text)),
        told=tuple(one for text in all_of("told") for one in _told(text)),
        fixed=tuple(line for text in all_of("fixed") for line in text.splitlines()),
    )


def _told(text: str) -> Iterator[tuple[str, str, str]]:
    lines = text.rstrip("\n").split("\n")
    for line, said in zip(lines[::2], lines[1::2], strict=True):
        kind, _, words = said.partition(": ")
        yield line, kind, words


def _unmarked(mail: str) -> tuple[str, tuple[tuple[int, Confidence], ...]]:
    """The mail without its marks, and those."""
    kept: list[str] = []
    marks = []
    for line in mail.rstrip("\n").split("\n"):
        mark = _MARK.fullmatch(line)
        if mark:
            marks.append((len(kept) - 1, _MARKS[mark[1]]))
        else:
            kept.append(line)
    return "".join(f"{line}\n" for line in kept), tuple(marks)


def _commits(text: str) -> Iterator[ExampleCommit]:
    """The commits of a fence, each a line and, indented, its message."""
    for entry in re.split(r"\n(?=\S)", text.rstrip("\n")):
        head, _, message = entry.partition("\n")
        id_, title, released, paths = (part.strip() for part in head.split(" | "))
        body = "".join(f"{line.strip()}\n" for line in message.split("\n") if message)
        yield ExampleCommit(id_, title, released, tuple(paths.split()), body)


def _sentences(lines: Sequence[str]) -> tuple[str, ...]:
    """The quoted ones, each a line."""
    return tuple(line.removeprefix(">").strip() for line in lines if line.startswith(">"))
