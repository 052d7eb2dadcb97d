"""The table of who asks for what: the shipped one, and what a stranger's may hold."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from reviewbot.checks.registry import all_checks
from reviewbot.knowledge.voices import Point, Voice, Voices, read, shipped

NAMES = {check.name for check in all_checks()}
CLASSES = Path(__file__).parents[2] / "benchmarks" / "classes.toml"
ONE = """\
origin = "frob.git"
[[list]]
address = "Frob@Lists.Example.ORG"
since = "2026-01-01"
until = "2026-01-31"
[list.points]
"frob.check" = [1.5, 20, "a@example.org", "b@example.org"]
"""


def test_every_check_that_is_asked_for_exists() -> None:
    voices = shipped().by_address.values()
    assert {name for voice in voices for name in voice.points} <= NAMES


def test_nothing_personal_is_shipped() -> None:
    voices = shipped().by_address.values()
    assert all(voice.is_list for voice in voices)
    assert not [point for voice in voices for point in voice.points.values() if point.ids]


def test_every_check_of_a_class_of_comments_exists() -> None:
    classes = tomllib.loads(CLASSES.read_text(encoding="utf-8"))["class"]
    assert {name for names in classes.values() for name in names} <= NAMES


def test_a_table_is_read() -> None:
    voices = read(ONE)
    (voice,) = voices.by_address.values()
    assert (voices.origin, voices.lists) == ("frob.git", ("frob@lists.example.org",))
    assert (voice.since, voice.until) == ("2026-01-01", "2026-01-31")
    assert voice.points == {"frob.check": Point(1.5, 20, ("a@example.org", "b@example.org"))}


def test_points_of_several_are_added_up() -> None:
    twice = ONE + ONE.removeprefix('origin = "frob.git"\n').replace("Frob", "Other")
    point = read(twice).point("frob.check", ("frob@lists.example.org", "other@lists.example.org"))
    assert (point.asked, point.of) == (3, 40)


def test_what_one_list_insists_on_tells_nothing_of_lists_that_are_not_known() -> None:
    asked = {"a": 50, "b": 0, "c": 0}
    known = [
        Voice(
            f"{name}@example.org",
            is_list=True,
            since="",
            until="",
            points={"frob.note": Point(each, 100)},
        )
        for name, each in asked.items()
    ]
    voices = Voices("", {each.address: each for each in known})
    assert voices.expected("frob.note") == 0.0
    assert voices.expected("frob.note", ["b@example.org"]) > 0.0
    two = Voices("", {each.address: each for each in known[:2]})
    assert two.expected("frob.note") > 0.1


def test_who_makes_no_point_of_a_family_is_expected_to_make_no_other() -> None:
    lists = {f"frob.{name}": Point(20, 100) for name in ("one", "other")}
    known = (
        Voice("linux-frob@example.org", is_list=True, since="", until="", points=lists),
        Voice(
            "rob@example.org",
            is_list=False,
            since="",
            until="",
            points={"frob.other": Point(0, 50)},
        ),
        Voice(
            "ada@example.org",
            is_list=False,
            since="",
            until="",
            points={"frob.other": Point(10, 50)},
        ),
    )
    voices = Voices("", {each.address: each for each in known})
    to = ("linux-frob@example.org",)
    usual, rob, ada = (
        voices.expected("frob.one", to, people)
        for people in ((), ("rob@example.org",), ("ada@example.org",))
    )
    assert rob < usual / 4
    assert ada == pytest.approx(usual, rel=0.01)


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("[1.5, 20", "[21, 20", "counts of frob.check"),
        ("[1.5, 20", "[-1, 20", "counts of frob.check"),
        ("[1.5, 20", "[nan, 20", "counts of frob.check"),
        ("[1.5, 20", "[1, inf", "counts of frob.check"),
        ("[1.5, 20", "[true, 20", "counts of frob.check"),
        ("[1.5, 20", '["1", 20', "counts of frob.check"),
        ("[1.5, 20", "[1, 99999999999999999999", "counts of frob.check"),
        ('[1.5, 20, "a@example.org", "b@example.org"]', "[1]", "counts of frob.check"),
        ('[1.5, 20, "a@example.org", "b@example.org"]', "1", "counts of frob.check"),
        ('"a@example.org"', "1", "counts of frob.check"),
        ('"a@example.org"', r'"a\u001b[2J@example.org"', "counts of frob.check"),
        ("frob.check", r"frob\u001b.check", "not the name of a check"),
        ("Frob@Lists", r"Frob\u001b[2J@Lists", "not an address"),
        ("Frob@Lists", "Frob Lists", "not an address"),
        ("Frob", "F" * 400, "not an address"),
        ('address = "Frob@Lists.Example.ORG"', "", "has no address"),
        ('address = "Frob@Lists.Example.ORG"', "address = 1", "has no address"),
        ("2026-01-31", "tomorrow", "a day is written"),
        ("since =", "sinse =", "unknown key 'sinse'"),
        ('origin = "frob.git"', "[frob]", "unknown key 'frob'"),
        ('origin = "frob.git"', "origin = 1", "origin"),
        ('origin = "frob.git"', "usual = 2", "usual is not a share"),
        ('origin = "frob.git"', "usual = nan", "usual is not a share"),
        ('origin = "frob.git"', 'usual = "1"', "usual is not a share"),
        ("[[list]]", "[list]", "not a list of tables"),
        ("[list.points]", "points = 1\n[list.x]", "unknown key 'x'"),
        (ONE, "points = " + "[" * 100_000, "nested too deep"),
        (ONE, "list = 1", "not a list of tables"),
        (ONE, "\0", "line 1"),
    ],
)
def test_of_a_table_that_is_none_it_is_said_why(old: str, new: str, why: str) -> None:
    with pytest.raises(ValueError, match=why) as caught:
        read(ONE.replace(old, new))
    assert "\x1b" not in str(caught.value)


def test_who_is_there_twice_is_an_error() -> None:
    with pytest.raises(ValueError, match="twice"):
        read(ONE + ONE.removeprefix('origin = "frob.git"\n'))
