"""Series, revisions and replies: for what puts mails together and compares them."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from growing.parts import change, each, mail, message, named, new_file, reply

if TYPE_CHECKING:
    from growing.parts import Thread


def series(n: int) -> Thread:
    """Small patches, each of a file of its own."""
    return tuple(
        mail(
            new_file((f"int f{i}(int x)", "{", "\treturn g(x);", "}"), f"drivers/frob/f{i}.c"),
            i + 1,
            n,
            f"change {i}",
        )
        for i in range(n)
    )


def series_of_one_file(n: int) -> Thread:
    """Small patches of one file, each of which adds a line."""
    lines = tuple(each(n, "int f{i}(int x);"))
    return (
        mail(new_file(("int f(int x);", "int g(int x);")), 1, n + 1, "a file"),
        *(
            mail(change((" int f(int x);", f"+{lines[i]}")), i + 2, n + 1, f"change {i}")
            for i in range(n)
        ),
    )


def series_used_early(n: int) -> Thread:
    """Patches that call what the next one adds."""
    return tuple(
        mail(
            change((" \ta(x);", f"+\tf{i + 1}(x);"))
            + change((" ", f"+void f{i}(int x);"), path="drivers/frob/frob.h"),
            i + 1,
            n,
            f"change {i}",
        )
        for i in range(n)
    )


def series_used_at_last(n: int) -> Thread:
    """A first patch that calls what all others add, and the others each other's."""
    return (
        mail(change(each(n, "+\tf{i}(x);")), 1, n + 1, "a first"),
        *(
            mail(
                change((" ", f"+void f{i}(int x);"), path="drivers/frob/frob.h"),
                i + 2,
                n + 1,
                f"change {i}",
            )
            for i in range(n)
        ),
    )


def series_with_cover(n: int) -> Thread:
    """A cover that lists the patches."""
    listed = each(n, "  frob: change {i}")
    body = "\n".join(chain(("Why.", "", f"A. Author ({n}):"), listed, ("",)))
    patches = (
        mail(change((" \ta(x);", f"+\tf{i}(x);"), path=f"f{i}.c"), i + 1, n, f"change {i}")
        .replace(b"Message-ID: <1@", b"In-Reply-To: <0@example.org>\nMessage-ID: <1@")
        .replace(b"In-Reply-To: <1@", b"In-Reply-To: <0@")
        for i in range(n)
    )
    return (message("0", f"[PATCH 0/{n}] frob: all", body), *patches)


def series_of_wrong_subjects(n: int) -> Thread:
    """Patches of files whose commits nobody knows."""
    return tuple(
        mail(change((" a", "+b"), path=f"drivers/misc/frob/f{i}.c"), i + 1, n, f"core: change {i}")
        for i in range(n)
    )


def series_undone(n: int) -> Thread:
    """Patches that remove what the one before added."""
    return tuple(
        mail(
            change(
                (" \ta(x);", f"-\tsome_call_{i}(x, {i});", f"+\tsome_call_{i + 1}(x, {i + 1});")
            ),
            i + 1,
            n,
            f"change {i}",
        )
        for i in range(n)
    )


def series_fixing_itself(n: int) -> Thread:
    """Patches each of which fixes the one before."""
    return tuple(
        mail(
            change((" \ta(x);", f"+\tf{i}(x);")),
            i + 1,
            n,
            f"change {i}",
            trailers=(f'Fixes: 123456789abc ("frob: change {i - 1}")',),
        )
        for i in range(n)
    )


def series_incomplete(n: int) -> Thread:
    """Patches that say they are two of very many."""
    return tuple(
        mail(change((" \ta(x);", f"+\tf{i}(x);")), 2 * i + 1, 2 * n, f"change {i}")
        for i in range(n)
    )


def singles(n: int) -> Thread:
    """Patches without a number, each in answer to the first."""
    return tuple(
        mail(change((" \ta(x);", f"+\tf{i}(x);"), path=f"f{i}.c"), i + 1, title=f"change {i}")
        for i in range(n)
    )


def singles_alike(n: int) -> Thread:
    """One patch posted again and again."""
    return tuple(mail(change((" \ta(x);", "+\tf(x);")), i + 1) for i in range(n))


def revisions(n: int) -> Thread:
    """Revisions of one patch."""
    return tuple(
        mail(
            change((" \ta(x);", f"+\tf{i}(x);")),
            revision=i + 1,
            trailers=("Reviewed-by: R. Reviewer <reviewer@example.org>",) if i % 2 else (),
        )
        for i in range(n)
    )


def revisions_of_series(n: int) -> Thread:
    """Two revisions of a series, the second without the tags of the first."""
    tags = ("Reviewed-by: R. Reviewer <reviewer@example.org>",)
    return tuple(
        mail(
            change((" \ta(x);", f"+\tf{i}(x);"), path=f"f{i}.c"),
            i + 1,
            n,
            f"change {i}",
            revision=revision,
            trailers=tags if revision == 1 else (),
        )
        for revision in (1, 2)
        for i in range(n)
    )


def replies(n: int) -> Thread:
    """Replies to one patch."""
    diff = change(each(20, " \ta{i}(x);", "+\tb{i}(x);"))
    quote = ("> +\tb7(x);", "Why not g(), as in {i}?")
    return (mail(diff), *(reply(i, each(1, *quote)) for i in range(n)))


def replies_chained(n: int) -> Thread:
    """Replies each of which answers the one before."""
    diff = change(each(20, " \ta{i}(x);", "+\tb{i}(x);"))
    return (
        mail(diff),
        *(
            reply(i, (f"> because {i - 1}", f"Why {i}?"), f"r{i - 1}" if i else "1")
            for i in range(n)
        ),
    )


def replies_in_a_ring(n: int) -> Thread:
    """Replies each of which answers the one before, and the first the last."""
    return (mail(change((" a", "+b"))), *(reply(i, ("Why?",), f"r{(i - 1) % n}") for i in range(n)))


def replies_tagged(n: int) -> Thread:
    """Replies with tags, and a new revision that has none."""
    first = mail(change((" \ta(x);", "+\tb(x);")))
    tags = (
        reply(
            i, (f"Reviewed-by: R. Reviewer {i} <r{i}@example.org>", f"Tested-by: T{i} <t{i}@x.org>")
        )
        for i in range(n)
    )
    return (first, *tags, mail(change((" \ta(x);", "+\tc(x);")), revision=2))


def replies_not_answered(n: int) -> Thread:
    """Replies that ask for a change at lines which a new revision leaves as they were."""
    diff = change(each(n, " \ta{i}(x);", "+\tb{i}(x);"))
    asked = (reply(i, (f"> +\tb{i}(x);", f"Please use c{i}() instead.")) for i in range(n))
    return (mail(diff), *asked, mail(diff, revision=2))


def replies_to_series(n: int) -> Thread:
    """A series with a reply below each patch."""
    answers = (
        reply(i, (f"> +\tf{i}(x);", f"Please use c{i}() instead."), str(i + 1), f"change {i}")
        for i in range(n)
    )
    patches = (
        mail(change((" \ta(x);", f"+\tf{i}(x);")), i + 1, n, f"change {i}") for i in range(n)
    )
    return (*patches, *answers)


def replies_with_patches(n: int) -> Thread:
    """Replies that quote patches which are not there."""
    return tuple(
        reply(
            i,
            (
                f"> +++ b/f{i}.c",
                *(f"> {line}" for line in change((" a", "+b"), path=f"f{i}.c").split("\n")),
            ),
            f"lost{i}",
            f"change {i}",
        )
        for i in range(n)
    )


CONSTRUCTS = named(
    series,
    series_of_one_file,
    series_used_early,
    series_used_at_last,
    series_with_cover,
    series_of_wrong_subjects,
    series_undone,
    series_fixing_itself,
    series_incomplete,
    singles,
    singles_alike,
    revisions,
    revisions_of_series,
    replies,
    replies_chained,
    replies_in_a_ring,
    replies_tagged,
    replies_not_answered,
    replies_to_series,
    replies_with_patches,
)
