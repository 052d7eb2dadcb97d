"""What the mails of a series say together, whatever one of them lacks or counts otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mails import mail
from reviewbot.thread.choose import choose
from reviewbot.thread.series import read_thread

if TYPE_CHECKING:
    from reviewbot.model.series import Series

TEXT = "Some words.\n"
LISTED = "Some words.\n\nAda Author (2):\n  frob: one\n  frob: two\n"
CARL = "Carl Coder <carl@example.org>"


def at(minute: int, day: int = 12) -> str:
    hour, minute = divmod(minute, 60)
    return f"Mon, {day} Jan 2026 {10 + hour}:{minute:02}:00 +0000"


def sent(
    *mails: tuple[str, str, str], body: str = TEXT, day: int = 12, author: str = ""
) -> list[bytes]:
    """Raw mails of (name, subject, what it answers), a minute after each other; 0/n are covers."""
    by = {"author": author} if author else {}
    return [
        mail(name, subject, body, to=to, date=at(minute, day), **by)
        if "0/" in subject or "0 of" in subject
        else mail(name, subject, to=to, date=at(minute, day), **by)
        for minute, (name, subject, to) in enumerate(mails)
    ]


def only(raws: list[bytes]) -> Series:
    (series,) = read_thread(raws).series
    return series


def names(series: Series) -> list[str]:
    return [patch.message.message_id.partition("@")[0] for patch in series.patches]


ONE, TWO = "frob: one", "frob: two"


@pytest.mark.parametrize(
    ("cover", "first", "second", "revision"),
    [
        ("[PATCH v2 0/2]", "[PATCH 1/2]", "[PATCH 2/2]", 2),  # only the cover has it
        ("[PATCH 0/2]", "[PATCH v2 1/2]", "[PATCH v2 2/2]", 2),  # only the cover lacks it
        ("[PATCH v2 0/2]", "[PATCH v2 1/2]", "[PATCH 2/2]", 2),  # one patch lacks it
        ("[PATCH v2 0/2]", "[PATCH 1/2]", "[PATCH v2 2/2]", 2),
        ("[PATCH v4 0/2]", "[PATCH v5 1/2]", "[PATCH v5 2/2]", 5),  # the patches beat the cover
        ("[PATCH v3 0/2]", "[PATCH v2 1/2]", "[PATCH v2 2/2]", 2),
        ("[PATCH 0/2]", "[PATCH 1/2]", "[PATCH 2/2]", 1),
        ("[PATCH v2 0 of 2]", "[PATCH 1 of 2]", "[PATCH 2 of 2]", 2),
    ],
)
def test_the_version_is_that_of_all_its_mails(
    cover: str, first: str, second: str, revision: int
) -> None:
    series = only(
        sent(
            ("a", f"{cover} frob", ""), ("b", f"{first} {ONE}", "a"), ("c", f"{second} {TWO}", "a")
        )
    )
    assert (series.revision, names(series), series.missing) == (revision, ["b", "c"], ())
    assert series.cover is not None
    assert {one.subject.revision for one in series.mails} == {revision}


def test_a_version_at_the_end_of_titles_counts_if_most_have_it() -> None:
    def revision(*ends: str) -> int:
        return only(
            sent(*((f"p{n}", f"[PATCH {n}/3] frob: {n}{end}", f"p{n - 1}" if n > 1 else "")
                   for n, end in enumerate(ends, 1)))
        ).revision  # fmt: skip

    assert revision(" (v2)", " (v2)", " (v2)") == 2
    assert revision(" (v2)", " (v2)", "") == 2
    assert revision(" (v2)", "", "") == 1  # that is how often this patch was changed


@pytest.mark.parametrize(
    ("cover", "first", "second", "is_rfc"),
    [
        ("[RFC PATCH 0/2]", "[PATCH 1/2]", "[PATCH 2/2]", True),
        ("[PATCH 0/2]", "[RFC PATCH 1/2]", "[RFC PATCH 2/2]", True),
        ("[PATCH 0/2]", "[PATCH 1/2]", "[PATCH 2/2]", False),
        ("[RFC 0/2]", "[RFC 1/2]", "[PATCH 2/2]", True),
    ],
)
def test_so_is_whether_it_is_an_rfc(cover: str, first: str, second: str, is_rfc: bool) -> None:  # noqa: FBT001  a column
    series = only(
        sent(
            ("a", f"{cover} frob", ""), ("b", f"{first} {ONE}", "a"), ("c", f"{second} {TWO}", "a")
        )
    )
    assert (series.is_rfc, names(series)) == (is_rfc, ["b", "c"])


def test_one_sketch_in_an_earnest_series_makes_it_no_rfc() -> None:
    mails = [(f"p{n}", f"[PATCH {n}/3] frob: {n}", "p1" if n > 1 else "") for n in (1, 2)]
    assert not only(sent(*mails, ("p3", "[RFC PATCH 3/3] frob: 3", "p1"))).is_rfc


@pytest.mark.parametrize(
    ("numbers", "expected", "missing"),
    [
        (["0/2", "1/3", "2/3", "3/3"], 3, ()),
        (["0/3", "1/2", "2/2"], 2, ()),  # it counts itself
        (["0/2", "1/2", "2/3"], 2, ()),  # its shortlog and most mails say two
        (["1/2", "2/3"], 3, (3,)),  # nobody knows: say that one may be missing
        (["0/2", "1/2", "2/2", "3/2"], 3, ()),  # one more
        (["1/2", "2/2", "3/2", "4/2"], 4, ()),
    ],
)
def test_totals_that_differ(numbers: list[str], expected: int, missing: tuple[int, ...]) -> None:
    first = f"m{numbers[0][0]}"
    series = only(
        sent(
            *(
                (f"m{n[0]}", f"[PATCH {n}] frob: {n[0]}", "" if f"m{n[0]}" == first else first)
                for n in numbers
            ),
            body=LISTED,
        )
    )
    assert (series.expected, series.missing) == (expected, missing)
    assert names(series) == [f"m{n[0]}" for n in numbers if n[0] != "0"]


@pytest.mark.parametrize("number", ["1.5/2", "1a/2", "1.1/2"])
def test_a_patch_put_in_later_stands_between(number: str) -> None:
    raws = sent(("a", f"[PATCH 1/2] {ONE}", ""), ("c", f"[PATCH 2/2] {TWO}", "a"))
    raws += sent(("b", f"[PATCH {number}] frob: half", "a"), day=13)
    series = only(raws)
    assert names(series) == ["a", "b", "c"]
    assert (series.expected, series.missing) == (3, ())
    assert series.patches[1].subject.place > series.patches[0].subject.place


@pytest.mark.parametrize("number", ["0.5/2", "0a/2", "0.1/2"])
def test_a_patch_put_in_before_the_first_is_no_cover(number: str) -> None:
    raws = sent(("a", f"[PATCH 1/2] {ONE}", ""), ("c", f"[PATCH 2/2] {TWO}", "a"))
    raws += sent(("b", f"[PATCH {number}] frob: half", "a"), day=13)
    series = only(raws)
    assert names(series) == ["b", "a", "c"]
    assert (series.cover, series.expected, series.missing) == (None, 3, ())


def test_a_patch_put_in_before_the_first_may_be_all_there_is() -> None:
    series = only(sent(("b", "[PATCH 0.5/2] frob: half", "gone")))
    assert (names(series), series.cover, series.missing) == (["b"], None, (1, 2))


def test_a_patch_put_in_before_the_first_stands_beside_a_cover() -> None:
    raws = sent(("z", "[PATCH 0/1] frob: all", ""), ("a", f"[PATCH 1/1] {ONE}", "z"))
    series = only([*raws, *sent(("b", "[PATCH 0.5/1] frob: half", "z"), day=13)])
    assert names(series) == ["b", "a"]
    assert series.cover is not None
    assert series.cover.subject.label == "0/1"


def test_it_is_called_as_its_author_calls_it() -> None:
    raws = sent(("a", f"[PATCH 1/2] {ONE}", ""), ("b", "[PATCH 1.5/2] frob: half", "a"))
    assert [patch.subject.label for patch in only(raws).patches] == ["1/2", "1.5/2"]


def test_a_number_beyond_the_end_is_found_days_later() -> None:
    raws = sent(("a", f"[PATCH v2 1/2] {ONE}", ""), ("b", f"[PATCH v2 2/2] {TWO}", "a"))
    raws += sent(("c", "[PATCH 3/2] frob: three", "b"), day=19)
    series = only(raws)
    assert (series.revision, names(series), series.expected) == (2, ["a", "b", "c"], 3)


def test_two_senders_of_one_series() -> None:
    raws = sent(("a", "[PATCH 0/2] frob", ""), ("b", f"[PATCH 1/2] {ONE}", "a"), body=LISTED)
    raws += [mail("c", f"[PATCH 2/2] {TWO}", to="a", date=at(5), author=CARL)]
    assert names(only(raws)) == ["b", "c"]


def test_a_proposal_of_somebody_else_is_not_of_the_series() -> None:
    raws = sent(("a", "[PATCH 0/2] frob", ""), ("b", f"[PATCH 1/2] {ONE}", "a"), body=LISTED)
    raws += [mail("c", "[PATCH 2/2] frob: another two", to="b", date=at(5), author=CARL)]
    assert [names(one) for one in read_thread(raws).series] == [["b"], ["c"]]
    taken = [*raws[:2], mail("d", "[PATCH 1/2] frob: better", to="b", date=at(5), author=CARL)]
    assert [names(one) for one in read_thread(taken).series] == [["b"], ["d"]]


@pytest.mark.parametrize("below", ["first", "each"])
def test_a_revision_whose_cover_alone_has_the_number_leaves_the_first_alone(below: str) -> None:
    """Also where patches of the first never came, so that their places are free."""
    old = sent(("a", "[PATCH 0/2] frob", ""), ("b", f"[PATCH 1/2] {ONE}", "a"), body=LISTED)
    new = sent(
        ("c", "[PATCH v2 0/2] frob", "a"),
        ("d", f"[PATCH 1/2] {ONE}", "c"),
        ("e", f"[PATCH 2/2] {TWO}", "c" if below == "first" else "d"),
        body=LISTED,
        day=13,
    )
    first, second = read_thread([*old, *new]).series
    assert (first.revision, names(first), first.missing) == (1, ["b"], (2,))
    assert (second.revision, names(second), second.missing) == (2, ["d", "e"], ())
    (chosen,), left_out = choose(read_thread([*old, *new]), None, None)
    assert (chosen.revision, [why for _, why in left_out]) == (2, ["superseded by v2"])


def test_a_cover_without_the_number_below_the_first_one() -> None:
    old = sent(("a", "[PATCH 0/2] frob", ""), ("b", f"[PATCH 1/2] {ONE}", "a"),
               ("c", f"[PATCH 2/2] {TWO}", "a"))  # fmt: skip
    new = sent(("d", "[PATCH 0/2] frob", "a"), ("e", f"[PATCH v2 1/2] {ONE}", "d"),
               ("f", f"[PATCH v2 2/2] {TWO}", "d"), day=13)  # fmt: skip
    first, second = read_thread([*old, *new]).series
    assert [first.cover, second.cover] != [None, None]
    assert (first.revision, names(first)) == (1, ["b", "c"])
    assert (second.revision, names(second)) == (2, ["e", "f"])


def test_nothing_is_threaded_and_the_cover_alone_has_the_version() -> None:
    raws = sent(("a", "[PATCH v2 0/2] frob", ""), ("b", f"[PATCH 1/2] {ONE}", ""),
                ("c", f"[PATCH 2/2] {TWO}", ""), body=LISTED)  # fmt: skip
    series = only(raws)
    assert (series.revision, names(series), series.cover is None) == (2, ["b", "c"], False)


def test_a_cover_alone_posted_again_makes_no_series_of_nothing() -> None:
    raws = sent(("a", "[PATCH 0/1] frob", ""), ("b", f"[PATCH 1/1] {ONE}", "a"))
    raws += sent(("c", "[PATCH 0/1] frob", "a"), day=13)
    series = only(raws)
    assert names(series) == ["b"]
    assert series.cover is not None
    assert series.cover.message.message_id == "c@example.org"


def test_a_cover_dated_after_its_patches_is_theirs() -> None:
    cover, *patches = sent(
        ("a", "[PATCH v2 0/2] frob", ""), ("b", f"[PATCH 1/2] {ONE}", "a"),
        ("c", f"[PATCH 2/2] {TWO}", "a"),
    )  # fmt: skip
    series = only([*patches, cover.replace(at(0).encode(), at(9).encode())])
    assert (series.revision, series.cover is None) == (2, False)


def test_a_series_sent_as_an_answer_to_a_patch_is_another() -> None:
    raws = sent(("a", f"[PATCH 1/2] {ONE}", ""), ("b", f"[PATCH 2/2] {TWO}", "a"))
    raws += sent(
        ("c", "[PATCH 0/3] quux", "b"), ("d", "[PATCH 1/3] quux: one", "c"),
        ("e", "[PATCH 3/3] quux: three", "c"), day=13,
    )  # fmt: skip
    first, second = read_thread(raws).series
    assert (names(first), names(second), second.missing) == (["a", "b"], ["d", "e"], (2,))


@pytest.mark.parametrize(
    "subject",
    [
        "[v2] frob: one",
        "[PATCHv2] frob: one",
        "[[PATCH v2]] frob: one",
        "PATCH v2: frob: one",
        "[PATCH] frob: one (v2)",
        "frob: one [PATCH v2]",
    ],
)
def test_a_patch_below_the_first_is_its_revision(subject: str) -> None:
    thread = read_thread(
        [mail("a", "[PATCH] frob: one"), mail("b", subject, to="a", date=at(0, 13))]
    )
    (chosen,), left_out = choose(thread, None, None)
    assert (chosen.title, chosen.revision, names(chosen)) == (ONE, 2, ["b"])
    assert [why for _, why in left_out] == ["superseded by v2"]
