"""What diffs do to calls."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from reviewbot.checks.example import example_patch
from reviewbot.context.c.hunk.renames import Place, renamed, rest
from reviewbot.context.c.hunk.tokens import spelled

if TYPE_CHECKING:
    from reviewbot.model.patch import FileDiff


def files(diff: str) -> tuple[FileDiff, ...]:
    return example_patch(f"Log.\n---\n=== a.c\n{diff}").files


def became(diff: str) -> dict[str, list[str]]:
    return {
        f"{name}({arguments})": [place.call.name for place in places]
        for (name, arguments), places in renamed(files(diff)).items()
    }


def test_name_changed_in_place() -> None:
    assert became("@@\n \tu32 x;\n-\tx = old(a, B);\n+\tx = new(a, B);\n \treturn x;\n") == {
        "old(a , B)": ["new"]
    }


def test_only_what_happens_often_enough_is_looked_for() -> None:
    one = "@@\n-\told(a);\n+\tnew(a);\n"
    other = "@@\n-\tleave(b);\n+\tgo(b);\n"
    assert renamed(files(one + other), least=2) == {}
    assert len(renamed(files(one + other + one), least=2)["old", "a"]) == 2


def test_second_line_is_context() -> None:
    assert became("@@\n-\told(&list,\n+\tnew(&list,\n \t    STATE, mod);\n") == {
        "old(& list , STATE , mod)": ["new"]
    }


def test_broken_over_lines_otherwise() -> None:
    assert became("@@\n-\told(&list, STATE);\n+\tlonger_new(&list,\n+\t\t   STATE);\n") == {
        "old(& list , STATE)": ["longer_new"]
    }


def test_inner_call_only() -> None:
    assert became("@@\n-\tfrob(old(x));\n+\tfrob(new(x));\n") == {"old(x)": ["new"]}


def test_other_arguments_or_another_use_is_no_change_of_name() -> None:
    assert became("@@\n-\told(a);\n+\tnew(b);\n") == {}
    assert became("@@\n-\told(a);\n+\tx = new(a);\n") == {}
    assert became("@@\n-\told(a);\n \tb();\n+\tnew(a);\n") == {}


def test_moved_call_is_not_renamed() -> None:
    assert became("@@\n-\told(a);\n-\tb(a);\n+\tnew(a);\n+\told(a);\n") == {"b(a)": ["new"]}


def place(diff: str) -> Place:
    ((found,),) = (
        places for call, places in rest(files(diff)).unchanged.items() if call[0] == "old"
    )
    return found


def test_rest_is_what_stays_what_comes_and_what_is_declared() -> None:
    found = rest(
        files(
            "@@\n \tstays(a);\n-\tgoes(a);\n+\tcomes(a);\n \tpartly(a,\n-\t       b);\n+\t       c);\n"
            "@@\n+int defined(int a)\n+{\n+}\n+#define MACRO(x) inside(x)\n+\tindented(1);\n"
        )
    )
    assert set(found.unchanged) == {("stays", "a")}
    assert {name for name, _ in found.added} == {"comes", "partly", "indented"}
    assert found.declared == {"defined", "MACRO"}


def test_header_of_the_function() -> None:
    change = "+\tmore();\n"
    assert (
        spelled(place(f"@@ int f(int a)\n \told(a);\n{change}").header or ()) == "int f ( int a )"
    )
    assert spelled(place(f"@@ int f(int a)\n {{\n \told(a);\n{change}").header or ()) == (
        "int f ( int a )"
    )
    inside = place(f"@@ int g(void)\n }}\n \n int f(int a)\n {{\n \told(a);\n{change}")
    assert spelled(inside.header or ()) == "int f ( int a )"
    cut = place(f"@@ int f(int a,\n \t      int b)\n {{\n \told(a);\n{change}")
    assert spelled(cut.header or ()) == "int f ( int a , int b )"


def test_header_out_of_sight_or_none() -> None:
    change = "+\tmore();\n"
    assert place(f"@@\n \told(a);\n{change}").header == ()
    assert place(f"@@ fail:\n \told(a);\n{change}").header == ()
    assert place(f"@@ static const struct a b[] = {{\n \told(a),\n{change}").header is None


def test_work_is_linear_in_hostile_text() -> None:
    start = time.process_time()
    wide = "f(" * 20_000
    renamed(files(f"@@\n-\t{wide}a\n+\t{wide}b\n"))
    many = "".join(f"-\told({n}, A);\n+\tnew({n}, A);\n \n" for n in range(2_000))
    found = renamed(files(f"@@\n{many}"))
    assert len(found) == 2_000
    assert all(place.header == () for places in found.values() for place in places)
    rest(files(f"@@\n{many}"))
    assert time.process_time() - start < 10
