"""Who defines, declares and uses a name in the tree."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from frobtree import PATCH, TREE
from reviewbot.checks.example import ExampleTree, example_context
from reviewbot.context.c.file.survey import survey

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pytest

    from reviewbot.context.search import Use


def test_a_survey_tells_definition_declaration_stub_and_user_apart() -> None:
    context = example_context(PATCH, tree=TREE)
    known = survey(context, {"frob_start", "frob_nothing"}, lambda _: True)
    found = known["frob_start"]
    assert [(place.path, place.piece.line) for place in found.homes] == [("drivers/frob/core.c", 2)]
    assert [place.piece.line for place in found.declared] == [2]
    assert [place.piece.line for place in found.stubs] == [4, 5]
    assert [(PurePosixPath(use.path).name, use.line) for use in found.users] == [
        ("core.c", 4),
        ("entry.S", 1),
    ]
    assert known["frob_nothing"].homes == ()


def test_the_whole_tree_is_only_asked_about_what_the_folders_leave_open(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[tuple[list[str], str]] = []
    uses = ExampleTree.uses

    def noted(
        self: ExampleTree, words: Iterable[str], under: str = ""
    ) -> dict[str, tuple[Use, ...]]:
        asked.append((list(words), under))
        return uses(self, words, under)

    monkeypatch.setattr(ExampleTree, "uses", noted)
    context = example_context(PATCH, tree={**TREE, "sound/frob.c": "int frob_stop = 1;\n"})
    names = {"frob_start", "frob_stop", "frob_nothing"}
    open_ = survey(context, names, lambda known: not (known.homes or known.users))
    assert list(open_) == ["frob_nothing"]
    assert asked == [
        (["frob_nothing", "frob_start", "frob_stop"], "drivers/frob"),
        (["frob_nothing", "frob_stop"], ""),
    ]
