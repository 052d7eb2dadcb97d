"""What growing threads are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from email.utils import formatdate
from itertools import chain

Thread = tuple[bytes, ...]
Lines = Iterable[str]
Construct = Callable[[int], Thread]

_HEAD = """\
From: {author}
To: list@example.org
Subject: {subject}
Date: {date}
Message-ID: <{id}@example.org>
{headers}
"""
_SIGNED = "Signed-off-by: A. Author <author@example.org>\n"


def message(id_: str, subject: str, body: str, headers: str = "", at: int = 0) -> bytes:
    """A mail, sent ``at`` so many seconds after the first."""
    date = formatdate(1768208400 + at)
    author = "A. Author <author@example.org>"
    if subject.startswith("Re:"):
        author = "R. Reviewer <reviewer@example.org>"
    head = _HEAD.format(author=author, subject=subject, date=date, id=id_, headers=headers)
    return f"{head}{body}".encode()


def mail(  # noqa: PLR0913  each part of a mail may grow
    diff: str,
    number: int = 1,
    of: int = 1,
    title: str = "a change",
    *,
    log: Lines = ("Say why.", ""),
    trailers: Lines = (),
    notes: Lines = (),
    headers: str = "",
    revision: int = 1,
) -> bytes:
    """A patch mail, the ``number``-th ``of`` a series whose first mail the others answer."""
    version = f" v{revision}" if revision > 1 else ""
    mark = f" {number}/{of}" if of > 1 else ""
    first, own = (
        f"{number}.v{revision}" if revision > 1 else f"{number}" for number in (1, number)
    )
    if own != first:
        headers += f"In-Reply-To: <{first}@example.org>\n"
    body = "".join(
        (*map(_line, log), *map(_line, trailers), _SIGNED, "---\n", *map(_line, notes), diff)
    )
    subject = f"[PATCH{version}{mark}] frob: {title}"
    at = number + 1_000_000 * (revision - 1)
    return message(own, subject, f"{body}-- \n2.40\n", headers, at)


def reply(number: int, body: Lines, to: str = "1", title: str = "a change") -> bytes:
    """A mail of a reviewer below another."""
    headers = f"In-Reply-To: <{to}@example.org>\n"
    text = "".join(map(_line, body))
    return message(f"r{number}", f"Re: [PATCH] frob: {title}", text, headers, 10_000 + number)


def _line(text: str) -> str:
    return f"{text}\n"


def new_file(lines: Lines, path: str = "drivers/frob/frob.c") -> str:
    """The diff of a new file."""
    added = [f"+{line}\n" for line in lines]
    return (
        f"diff --git a/{path} b/{path}\nnew file mode 100644\nindex 0000000..2222222\n"
        f"--- /dev/null\n+++ b/{path}\n@@ -0,0 +1,{len(added)} @@\n{''.join(added)}"
    )


def change(*hunks: Lines, path: str = "drivers/frob/frob.c") -> str:
    """The diff of a file that is there; each hunk's lines with their markers, 100 lines apart."""
    head = (
        f"diff --git a/{path} b/{path}\nindex 1111111..3333333 100644\n--- a/{path}\n+++ b/{path}\n"
    )
    made, old, new = [head], 1, 1
    for lines in hunks:
        shown = [line or " " for line in lines]
        before = sum(line[0] != "+" for line in shown)
        after = sum(line[0] != "-" for line in shown)
        made.append(f"@@ -{old},{before} +{new},{after} @@ static int f(int x)\n")
        made += map(_line, shown)
        old, new = old + before + 100, new + after + 100
    return "".join(made)


def marked(marker: str, lines: Lines) -> Lines:
    """The lines of a hunk."""
    return (marker + line for line in lines)


def on_top(lines: Lines, *hunk: Lines) -> Thread:
    """Two patches: the first adds a file of these lines, the second changes it from its start."""
    return (
        mail(new_file(lines), 1, 2, "a file"),
        mail(change(chain(*hunk)), 2, 2),
    )


def function(lines: Lines, head: str = "int f(int x)") -> Lines:
    """A function of these statements."""
    return chain((head, "{"), (f"\t{line}" for line in lines), ("}",))


def each(n: int, *lines: str) -> Lines:
    """The lines n times over; ``{i}`` counts."""
    return (line.replace("{i}", str(i)) for i in range(n) for line in lines)


def back(n: int, *lines: str) -> Lines:
    """The same, counting down."""
    return (line.replace("{i}", str(i)) for i in range(n - 1, -1, -1) for line in lines)


def alone(*lines: Lines, head: str = "int f(int x)") -> Thread:
    """One mail that adds one function."""
    return (mail(new_file(function(chain(*lines), head))),)


def named(*constructs: Construct) -> dict[str, Construct]:
    """Constructs by their names."""
    return {construct.__name__: construct for construct in constructs}
