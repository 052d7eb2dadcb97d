"""The patterns of MAINTAINERS: which files, and which words."""

from __future__ import annotations

import time

import pytest

from reviewbot.checks.example import example_context
from reviewbot.context.maintainers import nearest, sections_of
from reviewbot.context.maintainers.files import file_pattern
from reviewbot.context.maintainers.keywords import sections_named
from reviewbot.context.maintainers.near import sections
from reviewbot.context.maintainers.read import read
from reviewbot.context.maintainers.regex import Regex, UnsupportedError
from reviewbot.model.budget import TooLargeError, budget
from reviewbot.model.mail import Address


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("drivers/frob/", "drivers/frob/a/b.c"),
        ("drivers/frob", "drivers/frob/a/b.c"),
        ("drivers/frob", "drivers/frob.c"),
        ("drivers/frob*", "drivers/frob-core.c"),
        ("drivers/*/frob/", "drivers/misc/frob/a/b.c"),
        ("drivers/frob-?.c", "drivers/frob-x.c"),
        ("drivers/frob*.[ch]", "drivers/frob-x.h"),
        ("*/frob/", "drivers/misc/frob/a.c"),
        ("*", "Makefile"),
        ("*/", "kernel/fork.c"),
        ("drivers/f.c", "drivers/f.c"),
    ],
)
def test_a_pattern_has_a_file(pattern: str, path: str) -> None:
    assert file_pattern(pattern).has(path)


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("drivers/frob/", "drivers/frob.c"),
        ("drivers/frob*", "drivers/frob/a.c"),
        ("drivers/frob*.[ch]", "drivers/frob-x.S"),
        ("drivers/frob", "arch/drivers/frob"),
        ("drivers/f.c", "drivers/fxc"),
        ("drivers/frob)", "drivers/frob)"),
    ],
)
def test_a_pattern_has_it_not(pattern: str, path: str) -> None:
    assert not file_pattern(pattern).has(path)


@pytest.mark.parametrize(
    ("regex", "text"),
    [
        (r"\bacme,", "compatible = acme,frob"),
        ("bcm[9]?68", "drivers/bcm68.c"),
        ("[^@]acme", "x-acme"),
        ("(?i)clone", "a CLONE b"),
        (r"\b(?i:rust)\b", "in Rust,"),
        (r"(devm_)?frob_(un)?register(|_all)$", "frob_unregister"),
        (r"a(b|c)+d", "xabcbd"),
        (r"f\.h|struct\s+frob", "struct  frob"),
        ("^a*b?$", ""),
        (r"a\Bb", "ab"),
        (r"a(?:b\b)?", "a"),
        ("ab?cd+", "acd"),
        ("ab(?i)cd", "abCD"),
    ],
)
def test_an_expression_is_in_a_text(regex: str, text: str) -> None:
    assert Regex(regex).is_in(text)


@pytest.mark.parametrize(
    ("regex", "text"),
    [
        (r"\bacme,", "xacme,"),
        ("[^@]acme", "@acme"),
        ("clone", "CLONE"),
        (r"a(b|c)+d", "ad"),
        ("^b", "ab"),
        ("b$", "ba"),
        (r"a\bb", "ab"),
        (r"f\.h", "fxh"),
    ],
)
def test_an_expression_is_not_in_it(regex: str, text: str) -> None:
    assert not Regex(regex).is_in(text)


def test_blanks_are_nothing_in_a_verbose_expression() -> None:
    assert Regex("a b[ ]c", verbose=True).is_in("ab c")


@pytest.mark.parametrize(
    "regex",
    ["(a", "a)", "[a", "*a", "(?=a)", r"(a)\1", "a{3}", "(" * 99 + ")" * 99, "a" * 9999, "[b-a]"],
)
def test_what_is_no_such_expression_is_refused(regex: str) -> None:
    with pytest.raises(UnsupportedError):
        Regex(regex)


@pytest.mark.parametrize("regex", ["(a*)*b", "(a|a)*b", "(a?)+" * 100 + "b", "a*" * 300 + "b"])
def test_no_expression_takes_more_than_linear_time(regex: str) -> None:
    start = time.process_time()
    assert not Regex(regex).is_in("a" * 5_000)
    assert time.process_time() - start < 2


TEXT = """\
List of maintainers

FROB DRIVERS
# a comment
M:\tErin Maintainer <erin@example.org>
M:\t"Last, First" <first@example.org>, second@example.org
R:\tRita Reviewer <rita@example.org>
L:\tfrob@example.org (moderated for non-subscribers)
L:\tinside@example.org (subscribers-only)
S:\tMaintained
F:\tdrivers/frob/
X:\tdrivers/frob/gizmo/
N:\tfrobnicat
K:\t\\bfrob_
FROB CORE
M:\tCora Core <cora@example.org>
S:\tOrphan
F:\tdrivers/frob/core.c

THE REST
M:\tLynn Last <lynn@example.org>
F:\t*
F:\t*/
"""
TREE = example_context("Log.\n", tree={"MAINTAINERS": TEXT}).tree


def test_a_section_is_read_whole() -> None:
    frob = sections(TREE)[0]
    assert frob.title == "FROB DRIVERS"
    assert frob.maintainers == (
        Address("Erin Maintainer", "erin@example.org"),
        Address("Last, First", "first@example.org"),
        Address("", "second@example.org"),
    )
    assert [one.name for one in frob.reviewers] == ["Rita Reviewer"]
    assert [(one.moderated, one.subscribers_only) for one in frob.lists] == [
        (True, False),
        (False, True),
    ]
    assert frob.is_maintained
    assert not sections(TREE)[1].is_maintained
    assert sections(TREE)[2].is_of_everything


@pytest.mark.parametrize(
    ("path", "titles"),
    [
        ("drivers/frob/core.c", ["FROB CORE", "FROB DRIVERS", "THE REST"]),
        ("drivers/frob/a/b.c", ["FROB DRIVERS", "THE REST"]),
        ("drivers/frob/gizmo/b.c", ["THE REST"]),
        ("lib/frobnicate.c", ["FROB DRIVERS", "THE REST"]),
        ("lib/brob.c", ["THE REST"]),
    ],
)
def test_the_nearest_section_comes_first(path: str, titles: list[str]) -> None:
    assert [one.title for one in sections_of(path, TREE)] == titles


def test_only_directories_are_near() -> None:
    assert [one.title for one in nearest("drivers/frob/core.c", TREE)] == ["FROB CORE"]
    assert [one.title for one in nearest("drivers/frob/x.c", TREE)] == ["FROB DRIVERS"]
    assert not nearest("lib/frobnicate.c", TREE)
    assert not nearest("lib/brob.c", TREE)


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["Call frob_start()."], True),
        (["--- a/x.c", "+++ b/x.c", "+\tfrob_start();"], True),
        (["--- a/x.c", "+++ b/x.c", " \tfrob_start();"], False),
        (["--- a/frob_x.c", "+++ b/frob_x.c"], False),
    ],
)
def test_keywords_are_sought_in_what_is_changed(lines: list[str], *, found: bool) -> None:
    assert bool(sections_named(lines, TREE)) is found


def test_a_huge_file_is_refused() -> None:
    text = "".join(f"T{n}\nM:\tA <a@example.org>\nF:\ta*b*c*{n}\n" for n in range(20_000))
    tree = example_context("Log.\n", tree={"MAINTAINERS": text}).tree
    with budget(), pytest.raises(TooLargeError):
        sections_of("a" * 1_000, tree)


def test_entries_before_any_title_are_of_none() -> None:
    text = b"# people\nM: A <a@example.org>\nF: a/b[cd]/\n\nFROB \n\n\nS: Odd\nN: frob\n# two\nF: x\nREST\n"
    first, second = read(text).sections
    assert (first.title, second.title, second.status) == ("", "FROB", "Odd")
    assert [one.title for one in read(text).candidates("a/bc/d")] == ["", "FROB"]
    assert [one.title for one in read(text).candidates("b/frob")] == ["FROB"]
    assert not read(b"").sections
