"""Patterns of C, and what they match in a hunk."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from fragments import hunk
from reviewbot.context.c.hunk.find import Place, matches
from reviewbot.context.c.hunk.pattern import NOT_NULL, NULL, Pattern
from reviewbot.model.budget import TooLargeError, budget
from reviewbot.model.patch import DiffLine, LineKind

if TYPE_CHECKING:
    from reviewbot.context.c.hunk.match import Match
    from reviewbot.model.patch import Hunk


def frees() -> frozenset[str]:
    return frozenset(("kfree", "frob_put"))


def gets() -> frozenset[str]:
    return frozenset(("kmalloc", "frob_get"))


FREED = Pattern("if (TEST) { $callee($p, ...); }", TEST=NOT_NULL, callee=frees)
TESTED = Pattern("$p = $callee(...); if (TEST)", TEST=NULL, callee=gets)
STATEMENT = Pattern("^ frob_enable(...);")
COUNTED = Pattern("$n * sizeof(*$p)")
COMPARED = Pattern("$x == true")
CHOSEN = Pattern("$x ? true : false")
LOCKED = Pattern("mutex_lock($l); ... mutex_unlock($l);")
HINTED = Pattern("unlikely(IS_ERR($p))")
LEFT = Pattern("if (...) BRANCH else", BRANCH=("{ ... return ...; }",))
KEPT = Pattern("$x = $callee(...); return $x;")
LAST = Pattern("frob_add(..., $p)")
PASSED = Pattern("$ret = $callee(...); if ($ret) return $ret; return 0;", callee=gets)


def found(pattern: Pattern, *lines: str) -> list[Match]:
    """The matches in the body of a function."""
    return in_hunk(hunk("\n".join(lines)), pattern)


def in_hunk(part: Hunk, pattern: Pattern) -> list[Match]:
    """The matches in a hunk."""
    return list(matches(Place("a.c", part), pattern))


@pytest.mark.parametrize(
    ("pattern", "lines", "bound"),
    [
        pytest.param(FREED, ["if (f->p)", "\tkfree(f->p);"], {"p": "f->p"}, id="no braces"),
        pytest.param(FREED, ["if (p) {", "kfree(p);", "}"], {"p": "p"}, id="braces"),
        pytest.param(FREED, ["if (p != NULL)", "frob_put(p, 3);"], {"p": "p"}, id="alternative"),
        pytest.param(FREED, ["if (likely(p))", "kfree(p);"], {"p": "p"}, id="a hint around it"),
        pytest.param(TESTED, ["p = frob_get(a, b(c)); if (!p)"], {"p": "p"}, id="assignment"),
        pytest.param(TESTED, ["struct frob *p = kmalloc(3); if (!p)"], {"p": "p"}, id="declared"),
        pytest.param(TESTED, ["*p = kmalloc(3); if (*p == NULL)"], {"p": "*p"}, id="a pointer"),
        pytest.param(TESTED, ["a[i].p = kmalloc(3); if (!a[i].p)"], {"p": "a[i].p"}, id="member"),
        pytest.param(COUNTED, ["x = a + n->m * sizeof(*f->p);"], {"n": "n->m"}, id="operand"),
        pytest.param(COUNTED, ["x = (a + n) * sizeof(*p);"], {"n": "(a + n)"}, id="parentheses"),
        pytest.param(COUNTED, ["x = (size_t)n * sizeof(*p);"], {"n": "(size_t) n"}, id="cast"),
        pytest.param(COMPARED, ["if (a && !b(c) == true)"], {"x": "!b(c)"}, id="prefix"),
        pytest.param(CHOSEN, ["return f(a ? true : false);"], {"x": "a"}, id="in arguments"),
        pytest.param(LOCKED, ["mutex_lock(&l); if (x) { y(); } mutex_unlock(&l);"], {"l": "&l"},
                     id="statements between"),
        pytest.param(LOCKED, ["mutex_lock(&l);", "mutex_unlock(&l);"], {"l": "&l"}, id="none"),
        pytest.param(HINTED, ["if (unlikely(IS_ERR(p)))"], {"p": "p"}, id="the hint itself"),
        pytest.param(LEFT, ["if (x) {", "y();", "return z; } else"], {}, id="ends with"),
        pytest.param(LAST, ["frob_add(a, b(c, d), p);"], {"p": "p"}, id="any before the last"),
        pytest.param(PASSED, ["r = frob_get();", "if (r)", "return r;", "return 0;"], {"ret": "r"},
                     id="several statements"),
    ],
)  # fmt: skip
def test_matches(pattern: Pattern, lines: list[str], bound: dict[str, str]) -> None:
    (match,) = found(pattern, *lines)
    assert {name: match[name] for name in bound} == bound


@pytest.mark.parametrize(
    ("pattern", "lines"),
    [
        pytest.param(FREED, ["if (a)", "\tkfree(b);"], id="another one"),
        pytest.param(FREED, ["if (a)", "\tother(a);"], id="not of the table"),
        pytest.param(FREED, ["if (a) {", "kfree(a);", "b();", "}"], id="more in the braces"),
        pytest.param(FREED, ["if (a)", "#ifdef B", "\tkfree(a);"], id="a directive between"),
        pytest.param(FREED, ["if (a", "\tkfree(a);"], id="cut off"),
        pytest.param(TESTED, ["p = kmalloc(3);", "b();", "if (!p)"], id="a statement between"),
        pytest.param(TESTED, ["p->q = kmalloc(3);", "if (!q)"], id="the member alone"),
        pytest.param(STATEMENT, ["x = frob_enable(f);"], id="assigned"),
        pytest.param(STATEMENT, ["y();", "(void)frob_enable(f);"], id="cast"),
        pytest.param(COMPARED, ["if (x == truer)"], id="another word"),
        pytest.param(COUNTED, ["x = n * sizeof(p);"], id="not that size"),
        pytest.param(LOCKED, ["mutex_lock(&a);", "b();", "mutex_unlock(&c);"], id="another lock"),
        pytest.param(
            LOCKED, ["if (x) {", "mutex_lock(&a);", "}", "mutex_unlock(&a);"], id="outside"
        ),
        pytest.param(HINTED, ["if (IS_ERR(p))"], id="no hint"),
        pytest.param(LEFT, ["if (x) {", "if (y)", "return z; } else"], id="ends with an if"),
    ],
)
def test_does_not_match(pattern: Pattern, lines: list[str]) -> None:
    assert found(pattern, *lines) == []


def test_a_statement_is_known_by_what_is_before_it() -> None:
    matched = found(STATEMENT, "y();", "frob_enable(a);", "if (x)", "\tfrob_enable(b);")
    assert [match.source for match in matched] == ["frob_enable(a);", "\tfrob_enable(b);"]


def test_an_operand_at_the_end_is_whole() -> None:
    (match,) = found(Pattern("false == $x"), "if (false == frob->list[0].named)")
    assert match["x"] == "frob->list[0].named"


def test_a_match_with_the_same_word_twice_is_one() -> None:
    twice = Pattern("if ($ret) return $ret; return 0;")
    assert len(found(twice, "if (ret)", "\treturn ret;", "return 0;")) == 1


def test_a_match_knows_its_lines_and_what_is_around_it() -> None:
    (match,) = found(FREED, "y();", "if (p) {", "\tkfree(p);", "}", "z();")
    assert match.source == "if (p) {\n\tkfree(p);\n}"
    assert match.line.text == "\tkfree(p);"
    assert (match.before, match.after) == (";", "z")
    assert match.condition == "if (p)"
    assert match.first("kfree").line is match.line
    assert match.is_added
    assert match.added_line is not None
    assert match.added_line.text == "}"
    assert not match.is_in_macro
    assert not match.is_commented


def test_a_match_says_what_is_beside_it() -> None:
    (commented,) = found(FREED, "if (p)", "\tkfree(p); /* may be none */")
    assert commented.is_commented
    (macro,) = found(FREED, "\tif (p) kfree(p); \\")
    assert macro.is_in_macro


def test_the_branch_is_the_statement_or_what_is_in_its_braces() -> None:
    assert [t.text for t in found(TESTED, "p = kmalloc(3);", "if (!p)", "return;")[0].branch] == [
        "return",
        ";",
    ]
    assert [t.text for t in found(TESTED, "p = kmalloc(3); if (!p) { a(); }")[0].branch] == [
        *("a", "(", ")", ";"),
    ]
    assert found(TESTED, "p = kmalloc(3); if (!p) { a();")[0].branch == ()
    (match,) = found(TESTED, "p = kmalloc(3); if (!p)", "\ta(({ b(); }));")
    assert [t.text for t in match.branch][-4:] == ["}", ")", ")", ";"]


@pytest.mark.parametrize("statement", ["a(); ", "a("])
def test_a_branch_that_is_longer_than_any_is_none(statement: str) -> None:
    (match,) = found(TESTED, "p = kmalloc(3); if (!p) { " + statement * 200 + "}")
    assert match.branch == ()
    assert not match.leaves


def test_a_branch_that_ends_with_a_block_goes_on_whatever_the_block_does() -> None:
    nested = "p = kmalloc(3); if (!p) { a(); if (w) { b(); goto out; }"
    assert not found(TESTED, f"{nested} }}")[0].leaves
    assert found(TESTED, f"{nested} return c; }}")[0].leaves


def test_a_match_knows_its_function() -> None:
    (match,) = found(STATEMENT, "int f(void)", "{", "\tfrob_enable(a);", "}")
    assert match.function is not None
    assert [token.text for token in match.function.header] == ["int", "f", "(", "void", ")"]


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("$a + $b", {}),
        ("kfree($p)", {"p2": frees}),
        ("kfree(TEST)", {"TESTS": NULL}),
        ("kfree($p); }", {}),
    ],
)
def test_what_is_no_pattern_is_refused(text: str, given: dict[str, tuple[str, ...]]) -> None:
    with pytest.raises(ValueError, match=r"no name|not in the pattern|nothing opens"):
        Pattern(text, through_hints=True, **given)


def test_hints_are_no_part_of_a_pattern_that_does_not_look_through_them() -> None:
    strict = Pattern("if ($p) kfree($p);", through_hints=False)
    assert found(strict, "if (likely(p))", "\tkfree(p);") == []
    assert len(found(strict, "if (p)", "\tkfree(p);")) == 1


def test_statements_that_are_an_argument_are_part_of_a_macro() -> None:
    (match,) = found(FREED, "DEFINE_FREE(frob, struct frob *, if (_T) { kfree(_T); })")
    assert match.is_in_macro


@pytest.mark.parametrize("pattern", [FREED, TESTED, COUNTED, LOCKED, PASSED])
@pytest.mark.parametrize(
    "line",
    [
        "if (p) kfree(q);",
        "p = kmalloc(a * sizeof(*b));",
        "((((((",
        "mutex_lock(&l);",
        "x = x * x * sizeof(y) +",
        "if (p ? q : r) { if (kmalloc) return ret;",
    ],
)
def test_work_grows_with_the_hunk_or_is_given_up(pattern: Pattern, line: str) -> None:
    steps = []
    for times in (100, 200):
        part = hunk("\n".join([line] * times))
        with budget() as spent:
            try:
                in_hunk(part, pattern)
            except TooLargeError:
                continue
        steps.append(spent.spent)
    assert len(steps) < 2 or steps[1] <= 2.5 * steps[0] + 100


def steps(pattern: Pattern, *lines: str) -> int:
    """What it costs to look for a pattern."""
    with budget(10_000) as spent:
        found(pattern, *lines)
    return spent.spent


def test_a_place_whose_neighbours_are_others_is_not_searched_around() -> None:
    (anchor,) = (each for each in KEPT.anchors if each.text == "return")
    assert anchor.before == {(";", ")", "")}
    body = ["x = f(a);", *["y = a + b + c;"] * 20]
    assert steps(KEPT, *body, "return x;") < 5 < steps(KEPT, *body, "z = g();", "return z;")


def test_an_operand_starts_only_in_the_statement_of_what_is_behind_it() -> None:
    near = steps(KEPT, "{ y(); x = f(a); return x; }")
    far = steps(KEPT, "{ y + y + y + y + y + y + y + y; x = f(a); return x; }")
    assert far == near


def test_what_has_to_be_added_has_its_anchor_in_an_added_line() -> None:
    part = hunk("x = f(a);\nreturn x;")
    line = part.lines[1]
    kept = DiffLine(LineKind.CONTEXT, line.text, line.body_line, None, line.new)
    changed = replace(part, lines=(part.lines[0], kept))
    for each, added in ((part, 1), (changed, 0)):
        assert len(in_hunk(each, KEPT)) == 1
        assert len(list(matches(Place("a.c", each), KEPT, added=True))) == added
