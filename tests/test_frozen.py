"""What ``frozen`` makes is what the standard library makes, in all that can be told apart."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import subprocess
import sys
from dataclasses import FrozenInstanceError, dataclass, fields
from typing import Any

import pytest

from reviewbot.frozen import changing, field, frozen, named, replace, values


@frozen
class Quick:
    """A class of each kind of field."""

    name: str
    count: int = 3
    more: list[int] = field(default_factory=list, compare=False)
    hidden: str = field(default="h", repr=False)
    later: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "later", self.count + 1)

    @property
    def twice(self) -> int:
        return 2 * self.count


@dataclass(frozen=True, slots=True)
class Slow:
    """The same."""

    name: str
    count: int = 3
    more: list[int] = dataclasses.field(default_factory=list, compare=False)
    hidden: str = dataclasses.field(default="h", repr=False)
    later: int = dataclasses.field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "later", self.count + 1)

    @property
    def twice(self) -> int:
        return 2 * self.count


@frozen(slots=False)
class Wide:
    """One with a dictionary."""

    name: str


@frozen(slots=False)
class Wider(Wide):
    """One with a field more."""

    more: int = 0


@frozen(eq=False)
class Same:
    """One that is equal to itself only."""

    name: str


@changing
class Open:
    """One that changes."""

    name: str
    more: list[int] = field(default_factory=list)


GIVEN: list[tuple[tuple[Any, ...], dict[str, Any]]] = [
    (("a",), {}),
    (("a", 4, [1]), {"hidden": "x"}),
    ((), {"name": "a", "more": [2]}),
]


@pytest.mark.parametrize(("given", "keys"), GIVEN)
def test_it_is_as_the_standard_one(given: tuple[Any, ...], keys: dict[str, Any]) -> None:
    quick, slow = Quick(*given, **keys), Slow(*given, **keys)
    assert repr(quick) == repr(slow).replace("Slow", "Quick")
    assert dataclasses.asdict(quick) == dataclasses.asdict(slow)
    assert hash(quick) == hash(slow)
    assert quick == Quick(*given, **keys)
    other: object = slow
    assert quick != other
    assert quick.twice == slow.twice
    assert dataclasses.replace(quick, count=9) == replace(quick, count=9)
    assert replace(quick, count=9).later == 10
    assert dataclasses.is_dataclass(quick)
    assert named(quick) == dataclasses.asdict(slow)
    assert values(quick) == dataclasses.astuple(slow)
    assert pickle.loads(pickle.dumps(quick)) == copy.deepcopy(quick) == copy.copy(quick) == quick  # noqa: S301  our own
    assert not hasattr(quick, "__dict__")
    assert [one.name for one in fields(quick)] == [one.name for one in fields(slow)]
    assert Quick.__match_args__ == Slow.__match_args__


def test_nothing_of_it_changes() -> None:
    quick: Any = Quick("a")
    with pytest.raises(FrozenInstanceError, match="'count'"):
        quick.count = 1
    with pytest.raises(FrozenInstanceError, match="'count'"):
        del quick.count
    with pytest.raises(FrozenInstanceError):
        quick.other = 1


@pytest.mark.parametrize("given", [(), ("a", 1, [], "h", 5, 6)])
def test_it_takes_its_fields_only(given: tuple[Any, ...]) -> None:
    with pytest.raises(TypeError, match=r"Quick.__init__\(\)"):
        Quick(*given)


def test_a_default_that_is_made_is_made_for_each() -> None:
    assert Quick("a").more is not Quick("a").more


def test_one_inherits_from_another() -> None:
    assert Wider("a", 2) == Wider("a", more=2) != Wider("a")
    assert Wider("a") != Wide("a")
    assert vars(Wide("a")) == {"name": "a"}
    assert pickle.loads(pickle.dumps(Wider("a", 2))) == Wider("a", 2)  # noqa: S301  our own


def test_one_may_be_equal_to_itself_only() -> None:
    one = Same("a")
    assert one != Same("a")
    assert {one: 1}[one] == 1


def test_one_may_change() -> None:
    one, other = Open("a"), Open("a")
    assert one == other
    one.more.append(1)
    one.name = "b"
    assert one == Open("b", [1]) != other
    assert repr(one) == "Open(name='b', more=[1])"
    assert replace(one, name="c") == dataclasses.replace(one, name="c") == Open("c", [1])
    assert copy.deepcopy(one) == pickle.loads(pickle.dumps(one)) == one  # noqa: S301  our own
    with pytest.raises(TypeError, match="unhashable"):
        hash(one)


def test_a_start_needs_no_more_than_this() -> None:
    code = "import sys, reviewbot.model.review; print(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "reviewbot.frozen" in done.stdout
    assert "dataclasses" not in done.stdout.split()
