"""What the table says of notifier chains."""

from __future__ import annotations

import tomllib
from importlib.resources import files

from fragments import lexed
from reviewbot.context.c.hunk.notifiers import is_notifier
from reviewbot.knowledge.load import by_name


def test_callback_is_known_by_its_parameter() -> None:
    assert is_notifier(lexed("static int f(struct notifier_block *nb, unsigned long event,"))
    assert not is_notifier(lexed("static int f(struct frob *frob, unsigned long event,"))
    assert not is_notifier(())


def test_constant_calls() -> None:
    call = by_name("notifier", "constant_calls", key="function")["notifier_from_errno"]
    assert (call["argument"], call["value"]) == ("0", "NOTIFY_OK")


def test_every_entry_has_an_origin() -> None:
    path = files("reviewbot.knowledge").joinpath("notifier.toml")
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    groups = [group for group in data.values() if isinstance(group, list)]
    assert groups
    assert all(entry["origin"] for group in groups for entry in group)
