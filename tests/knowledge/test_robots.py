"""Mail no person wrote."""

from __future__ import annotations

import pytest

from reviewbot.knowledge.load import table
from reviewbot.knowledge.robots import is_robot


@pytest.mark.parametrize(
    "address", ["lkp@intel.com", "LKP@intel.com", "patchwork-bot+netdevbpf@kernel.org"]
)
def test_by_address(address: str) -> None:
    assert is_robot(address, ())


def test_by_the_words_of_a_form_letter() -> None:
    thanks = ["Applied, thanks!", "", "[1/2] frob: start it", "      commit: 0123456789abcdef"]
    assert is_robot("rob@example.org", thanks)
    assert not is_robot("rob@example.org", ["Applied, thanks!"])
    assert not is_robot("robot-fan@example.org", ["This [1/2] is the same as commit: 0123456789ab"])


def test_every_entry_says_where_it_comes_from() -> None:
    for entry in table("robots")["robot"]:
        assert entry["origin"]
        assert entry["name"]
        assert ("address" in entry) != ("text" in entry)
