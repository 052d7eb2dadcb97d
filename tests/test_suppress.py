"""What the user wants no drafts of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from drafting import check, finding, mail, quoted, series, wording
from reviewbot.reply.compose import compose
from reviewbot.reply.held import Policy
from reviewbot.suppress import Suppression, mark_suppressed, parse

CHECK = check("frob.twice")
COVER = mail("All of it.\n", "[PATCH 0/2] misc: frob: All of it")
ONE = mail(
    "A prioroty.\n---\n=== drivers/staging/frob/a.c\n@@\n+\tfrob(1);\n",
    "[PATCH 1/2] misc: frob: Do a thing",
    cc="Frobs <Linux-Frob@Vger.example.org>, bob@example.org",
)
TWO = mail(
    "Log.\n---\n=== drivers/frob/b.c\n@@\n+\tfrob(2);\n=== drivers/staging/c.c\n@@\n+\tfrob(3);\n",
    "[PATCH 2/2] misc: frob: More",
)
WHOLE = series(COVER, ONE, TWO)
STAGING = ("drivers/staging/*",)


def reasons(*entries: Suppression) -> list[str]:
    """The reasons for the cover, the text and code of patch 1, the text and codes of patch 2."""
    places = [(COVER, "All"), (ONE, "prioroty"), (ONE, "frob(1)")]
    places += [(TWO, "Log"), (TWO, "frob(2)"), (TWO, "frob(3)")]
    found = [finding(patch, line, CHECK) for patch, line in places]
    return [one.suppressed for one in mark_suppressed(found, [WHOLE], entries)]


@pytest.mark.parametrize(
    ("name", "fits"),
    [("frob.twice", True), ("frob", True), ("*", True), ("frob.once", False), ("fro", False)],
)
def test_by_name_family_or_all(name: str, fits: bool) -> None:  # noqa: FBT001  a parameter
    assert reasons(Suppression(name, "known")) == ["known" if fits else ""] * 6


def test_nothing_is_suppressed_unasked() -> None:
    assert reasons() == [""] * 6


def test_by_path_where_text_counts_as_all_paths_of_its_patch() -> None:
    here = Suppression("*", "moving", paths=STAGING)
    assert reasons(here) == ["", "moving", "moving", "", "", "moving"]
    both = Suppression("*", "moving", paths=(*STAGING, "drivers/frob/*.c"))
    assert reasons(both) == ["moving"] * 6


def test_text_of_a_mail_without_files_is_at_no_path() -> None:
    found = mark_suppressed(
        [finding(COVER, "All", CHECK)], [series(COVER)], [Suppression("*", "x", paths=("*",))]
    )
    assert [one.suppressed for one in found] == [""]


def test_by_the_line_whatever_its_white_space() -> None:
    given = parse('[[suppress]]\ncheck = "*"\nreason = "x"\nline = "+\tfrob(1);  "\n')
    assert given == (Suppression("*", "x", line="frob(1);"),)
    found = [finding(ONE, "frob(1)", CHECK), finding(TWO, "frob(2)", CHECK)]
    marked = mark_suppressed(found, [WHOLE], given)
    assert [one.suppressed for one in marked] == ["x", ""]


def test_by_list_in_to_and_cc_in_any_case() -> None:
    entry = Suppression("*", "theirs", lists=("linux-frob@*",))
    assert reasons(entry) == ["", "theirs", "theirs", "", "", ""]
    assert reasons(Suppression("*", "x", lists=("FROB@lists.*",))) == ["x"] * 6
    assert reasons(Suppression("*", "x", lists=("*vger",))) == [""] * 6


def test_the_list_is_that_of_the_mail_that_is_there() -> None:
    one = quoted(ONE)
    found = [finding(one, "frob(1)", CHECK)]
    (mine,) = mark_suppressed(found, [series(one)], [Suppression("*", "x", lists=("ada@*",))])
    assert mine.suppressed == "x"


def test_the_first_entry_that_fits() -> None:
    entries = (Suppression("frob", "one", paths=STAGING), Suppression("*", "two"))
    assert reasons(*entries) == ["two", "one", "one", "two", "two", "one"]


def test_a_suppressed_finding_is_held_with_the_reason_and_the_next_is_said_in_full() -> None:
    first, second = finding(ONE, "frob(1)", CHECK), finding(TWO, "frob(2)", CHECK)
    first = replace(first, suppressed="moving", raised_by="r@example.org")
    templates = wording({CHECK.name: "{{ 'Also drop' if again else 'Drop' }} it."})
    drafts, done = compose([WHOLE], [first, second], [CHECK], templates, Policy(repeat_raised=True))
    assert [(one.held, one.drafted) for one in done] == [("suppressed: moving", False), ("", True)]
    assert [draft.in_reply_to for draft in drafts] == [TWO.message.message_id]
    assert drafts[0].body.endswith("\nDrop it.\n")


def test_until_is_the_last_day() -> None:
    entry = Suppression("*", "x", until=date(2026, 12, 31))
    assert not entry.is_expired(date(2026, 12, 31))
    assert entry.is_expired(date(2027, 1, 1))
    assert not Suppression("*", "x").is_expired(date(2027, 1, 1))


def test_the_file() -> None:
    text = """
    [[suppress]]
    check = "text.misspelling"
    paths = ["drivers/staging/*"]
    lists = ["linux-wireless@*"]
    reason = " is being rewritten "
    until = 2026-12-31

    [[suppress]]
    check = "*"
    reason = "quiet"
    """
    assert parse(text) == (
        Suppression(
            "text.misspelling",
            "is being rewritten",
            STAGING,
            ("linux-wireless@*",),
            date(2026, 12, 31),
        ),
        Suppression("*", "quiet"),
    )
    assert parse("") == ()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('check = "x"', "unknown key 'check'"),
        ('[suppress]\ncheck = "*"', r"write \[\[suppress\]\]"),
        ("suppress = [1]", "entry 1 is not a table"),
        ('[[suppress]]\ncheck = "*"', "entry 1 has no reason"),
        ('[[suppress]]\ncheck = "*"\nreason = " "', "entry 1 has no reason"),
        ('[[suppress]]\nreason = "x"', "entry 1 has no check"),
        ('[[suppress]]\ncheck = "*"\nreason = "x"\npath = ["a"]', "entry 1: unknown key 'path'"),
        ('[[suppress]]\ncheck = "*"\nreason = "x"\npaths = "a"', "paths of entry 1 is not a list"),
        ('[[suppress]]\ncheck = "*"\nreason = "x"\nlists = []', "lists of entry 1 is empty"),
        ('[[suppress]]\ncheck = "*"\nreason = "x"\nline = "+ "', "line of entry 1 has nothing on"),
        ('[[suppress]]\ncheck = "*"\nreason = "x"\nuntil = "2026-12-31"', "without quotes"),
        ('[[suppress]]\ncheck = "*"\nreason = "x"\nuntil = 2026-12-31T10:00:00', "is not a date"),
        ("[[", "end of document"),
    ],
)
def test_a_wrong_file_is_one_sentence(text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence) as error:
        parse(text)
    assert "\n" not in str(error.value)
