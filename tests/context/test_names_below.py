"""What is kept of a directory's names answers as a search of its files does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reviewbot.context.names_below import is_path, is_plain, names_below, paths_below
from reviewbot.context.repository import Repository
from reviewbot.context.search import IncompleteError, Search, names_in
from trees import commit, make

if TYPE_CHECKING:
    from pathlib import Path

BINDINGS = "Documentation/devicetree/bindings"
FILES = {
    f"{BINDINGS}/frob.yaml": "# as-is\nconst: example,frob\n",
    f"{BINDINGS}/frob.txt": "frob-gpios, and example,old-frob.yaml\n",
    "drivers/frob.c": "int other;\n",
}
TEXT = st.text(alphabet="ab,-. \n\xe4", max_size=12)


@given(TEXT, st.lists(TEXT, max_size=4), st.integers(0, 0xFFFF))
@example("a,b,", ["a", "a,b", "b"], 0)
@example("-a b.c,d\xe4", ["a", "-a", "b", "c,d", "c"], 1)
def test_it_is_as_searched(text: str, names: list[str], number: int) -> None:
    names += text.split()
    plain = {name for name in names if is_plain(name)}
    id_ = f"{number:04x}{text.encode().hex()}"
    assert {name for name in plain if name in names_below(id_, lambda: text)} == names_in(
        text, plain
    )


@given(
    st.text(alphabet="ab,-./ \n\xe4", max_size=12),
    st.lists(TEXT, max_size=4),
    st.integers(0, 0xFFFF),
)
@example("x/a.b-c, a/b\n", ["a/b", "a.b", "x/a.b", "/a.b-c"], 2)
def test_paths_are_as_searched(text: str, names: list[str], number: int) -> None:
    paths = {name for name in (*names, *text.split()) if is_path(name) and name.isprintable()}
    id_ = f"{number:04x}{text.encode().hex()}"
    found = paths_below(id_, lambda: [(f"{row[:1]}.txt", row) for row in text.split("\n")])
    assert names_in(found.named, paths) == names_in(text, paths)
    for path in paths:
        having = {f"{row[:1]}.txt" for row in text.split("\n") if path in row}
        assert found.naming(path) == sorted(having)


def test_documentation_is_searched_for_paths_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree = make(tmp_path / "notes", {"Documentation/a.txt": "See drivers/frob/core.c.\n"})
    with Repository(tree) as repository:
        assert repository.mentioned(["drivers/frob/core.c"], "Documentation")
    monkeypatch.setattr(Search, "lines_of_files", None)
    wanted = [f"drivers/frob/{name}.c" for name in ("core", "pm", "core2")]
    with Repository(tree) as repository:
        assert repository.mentioned(wanted, "Documentation") == {"drivers/frob/core.c"}
        assert repository.mentioned(["frob/core.c", "See", "rob/core.c"], "Documentation") == {
            "frob/core.c",
            "See",
        }
        assert repository.paths_with("drivers/frob/core.c", "Documentation") == (
            "Documentation/a.txt",
        )


def test_it_is_searched_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tree = make(tmp_path / "tree", FILES)
    asked = ["example,frob", "example,old-frob", "old-frob", "frob-gpios", "other", "example"]
    there = {"example,frob", "example,old-frob", "frob-gpios", "example"}
    with Repository(tree) as repository:
        assert repository.mentioned(asked, BINDINGS) == there
    with monkeypatch.context() as patched:
        patched.setattr(Search, "all_lines", None)
        with Repository(tree) as repository:
            assert repository.mentioned(asked, BINDINGS) == there
            assert repository.mentioned(["frob.yaml", "as-is"], BINDINGS) == {"as-is"}
    commit(tree, {f"{BINDINGS}/frob.yaml": "const: example,new\n"})
    with Repository(tree) as repository:
        assert repository.mentioned(["example,new", "example,frob"], BINDINGS) == {"example,new"}


def test_what_was_not_read_as_a_whole_is_not_kept() -> None:
    def lacks() -> str:
        raise IncompleteError

    for _ in range(2):
        with pytest.raises(IncompleteError):
            names_below("12345678", lacks)
