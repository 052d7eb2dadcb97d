"""Logs, trailers, headers and quotes: for what reads prose."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from growing.parts import change, each, mail, named, reply

if TYPE_CHECKING:
    from growing.parts import Lines, Thread

_DIFF = change((" \ta(x);", "-\tb(x);", "+\tc(x);"))


def _log(*lines: Lines) -> Thread:
    """One patch with this log."""
    return (mail(_DIFF, log=chain(*lines, ("",))),)


def _trailers(lines: Lines) -> Thread:
    return (mail(_DIFF, trailers=lines),)


def trailers(n: int) -> Thread:
    """Tags of many people."""
    return _trailers(each(n, "Reviewed-by: R. Reviewer {i} <r{i}@example.org>"))


def trailers_unknown(n: int) -> Thread:
    """Tags nobody knows."""
    return _trailers(each(n, "Frobbed-{i}-by: R. Reviewer <r@example.org>", "Fixed: 123456789abc"))


def trailers_apart(n: int) -> Thread:
    """Tags with blank lines between them."""
    return _log(each(n, "Reviewed-by: R. Reviewer {i} <r{i}@example.org>", ""))


def fixes(n: int) -> Thread:
    """Fixes of many commits."""
    return _trailers(each(n, 'Fixes: 12345678{i} ("frob: a change")'))


def commits(n: int) -> Thread:
    """Commits named in the log."""
    return _log(each(n, 'This is what commit 123456{i} ("frob: a change") did and reverts', "it."))


def links(n: int) -> Thread:
    """Links, each on a line."""
    return _log(each(n, "Link: https://lore.example.org/r/{i}@example.org", "see"))


def links_wrapped(n: int) -> Thread:
    """Links on two lines each."""
    return _log(each(n, "[{i}]: https://lore.example.org/all/", "  {i}.22700@example.org/", ""))


def link_of_parts(n: int) -> Thread:
    """One link wrapped again and again."""
    return _log(("https://lore.example.org/all/",), each(n, "part{i}/part-"))


def words(n: int) -> Thread:
    """Prose without an end."""
    return _log(
        each(n, "Words that say in which way {i} the frob is driven by its driver, and why.")
    )


def words_wrong(n: int) -> Thread:
    """Words that are misspelled."""
    return _log(each(n, "It is definitly recieved {i} times, untill it occured seperately.", ""))


def words_unknown(n: int) -> Thread:
    """Words nobody knows."""
    return _log(each(n, "qwrtzp{i}xk frobnicatoring zzyzx{i}"))


def word_long(n: int) -> Thread:
    """One word of many letters."""
    return _log(("definitly" * n,), ("a" * (10 * n),))


def line_of_words(n: int) -> Thread:
    """All words in one line."""
    return _log((" ".join(each(n, "some words, recieved ({i}):")),))


def blanks(n: int) -> Thread:
    """Blank lines, and blanks on one line."""
    return _log(each(n, ""), (" " * (20 * n) + "x",), each(n, "\t"))


def paragraphs(n: int) -> Thread:
    """Paragraphs of a line."""
    return _log(
        each(n, "In the next patch {i}, the function f{i}() is added. I will fix this.", "")
    )


def changelog(n: int) -> Thread:
    """What changed, in the notes."""
    return (mail(_DIFF, notes=each(n, "v{i}:", " - drop the tag of R. Reviewer, add f{i}()", "")),)


def changelog_in_log(n: int) -> Thread:
    """What changed, in the log."""
    return _log(each(n, "Changes in v{i}:", " - add f{i}()", ""))


def diffstat(n: int) -> Thread:
    """A diffstat of files the diff does not have."""
    return (mail(_DIFF, notes=each(n, " drivers/frob/f{i}.c | {i} +++---")),)


def notes(n: int) -> Thread:
    """Separators in the notes."""
    return (mail(_DIFF, notes=each(n, "---", "A note {i}")),)


def recipients(n: int) -> Thread:
    """Copies to many."""
    copies = ",\n ".join(each(n, "P. Person {i} <p{i}@example.org>"))
    return (mail(_misspelled(), headers=f"Cc: {copies}\n"),)


def references(n: int) -> Thread:
    """Mails it refers to."""
    ids = "\n ".join(each(n, "<a{i}@example.org>"))
    return (mail(_misspelled(), headers=f"References: {ids}\n"),)


def _misspelled() -> str:
    """A diff with something to say of it, so that there is a draft."""
    return change((" \ta(x);", "+\treturn notifier_from_errno(0);"))


def header_long(n: int) -> Thread:
    """A header of many encoded words."""
    return (
        mail(
            _DIFF, headers="Cc: " + "\n ".join(each(n, "=?utf-8?q?a{i}?=")) + " <a@example.org>\n"
        ),
    )


def headers_many(n: int) -> Thread:
    """Headers nobody needs."""
    return (mail(_DIFF, headers="".join(each(n, "X-Frob-{i}: a\n"))),)


def title_long(n: int) -> Thread:
    """A subject without an end."""
    return (mail(_DIFF, title="frob: " * n),)


def title_of_tags(n: int) -> Thread:
    """A subject of brackets."""
    return (mail(_DIFF, title="[v2] " * n + "(a) " * n + "[" * n),)


def quoted_levels(n: int) -> Thread:
    """A reply that quotes quotes of quotes."""
    return (mail(_DIFF), reply(1, (">" * i + " why" for i in range(min(n, 2000)))))


def quoted_wide(n: int) -> Thread:
    """The same on one line."""
    return (mail(_DIFF), reply(1, ("> " * n + "why", "No.")))


def quoted_comments(n: int) -> Thread:
    """A reply with a comment below each line."""
    lines = (f" \ta{i}(x);" if i % 2 else f"+\tb{i}(x);" for i in range(n))
    shown = tuple(lines)
    answers = chain.from_iterable((f"> {line}", f"Why this {i}?") for i, line in enumerate(shown))
    return (mail(change(shown)), reply(1, answers))


def quoted_alike(n: int) -> Thread:
    """A reply that quotes the same line over and over."""
    return (
        mail(change(each(n, "+\tf(x);", " \tg(x);"))),
        reply(1, each(n, "> +\tf(x);", "Why?", "")),
    )


def quoted_wrapped(n: int) -> Thread:
    """A reply whose quotes are wrapped."""
    shown = tuple(each(n, "+\tf{i}(x, some_argument_of_it, another_argument_of_it, more);"))
    quotes = chain.from_iterable(
        (f"> {line[:40]}", f"{line[40:]}", f"No {i}.") for i, line in enumerate(shown)
    )
    return (mail(change(shown)), reply(1, quotes))


def quoted_lost(n: int) -> Thread:
    """A reply that quotes a patch which is not there."""
    diff = change(each(n, " \ta{i}(x);", "+\tb{i}(x);"))
    text = ("> Say why.", "> ---", f"> f.c | {n} +", *(f"> {line}" for line in diff.split("\n")))
    return (reply(1, (*text, "No."), to="lost"),)


def attributions(n: int) -> Thread:
    """A reply with many lines that say who wrote what."""
    return (
        mail(_DIFF),
        reply(1, each(n, "On Mon, Jan 12, 2026, A. Author wrote:", "> why {i}", "No.")),
    )


def scissors(n: int) -> Thread:
    """A reply with many scissors."""
    return (mail(_DIFF), reply(1, each(n, "-- >8 --", "Subject: [PATCH] frob: x{i}", "")))


CONSTRUCTS = named(
    trailers,
    trailers_unknown,
    trailers_apart,
    fixes,
    commits,
    links,
    links_wrapped,
    link_of_parts,
    words,
    words_wrong,
    words_unknown,
    word_long,
    line_of_words,
    blanks,
    paragraphs,
    changelog,
    changelog_in_log,
    diffstat,
    notes,
    recipients,
    references,
    header_long,
    headers_many,
    title_long,
    title_of_tags,
    quoted_levels,
    quoted_wide,
    quoted_comments,
    quoted_alike,
    quoted_wrapped,
    quoted_lost,
    attributions,
    scissors,
)
