"""Facts of functions."""

from __future__ import annotations

import pytest

from reviewbot.context.c.file.definitions import definitions
from reviewbot.context.c.file.flow import after, before, read, starts, unreachable
from reviewbot.context.c.file.function import (
    ExitKind,
    Function,
    Guard,
    Managed,
    Parameter,
    PathStep,
)
from reviewbot.context.c.file.statements import StatementKind, Use, split_arguments
from reviewbot.model.budget import TooLargeError


def function(body: str, head: str = "static int f(void)") -> Function:
    """``body`` begins on line 3."""
    found = read(definitions(f"{head}\n{{\n{body}\n}}\n".encode())[0])
    assert found is not None
    return found


def called(steps: tuple[PathStep, ...]) -> list[str]:
    """Names, with a question mark where uncertain."""
    return [("" if step.certain else "?") + step.call.callee for step in steps]


PROBE = """\
	ret = clock_on(b->clk);
	if (ret)
		return ret;
	b->irq = take_irq(b);
	if (b->irq < 0) {
		ret = b->irq;
		goto err_clock;
	}
	if (b->fancy)
		ret = add_fancy(b);
	if (ret)
		goto err_irq;
	return 0;

err_irq:
	if (b->shared)
		share_off(b);
	drop_irq(b->irq);
err_clock:
	clock_off(b->clk);
	return ret;"""


def test_every_way_out_of_a_ladder() -> None:
    found = function(PROBE)
    assert [(each.line, each.kind, each.text) for each in found.exits] == [
        (5, ExitKind.RETURN, "ret"),
        (9, ExitKind.GOTO, "err_clock"),
        (14, ExitKind.GOTO, "err_irq"),
        (15, ExitKind.RETURN, "0"),
        (23, ExitKind.RETURN, "ret"),
    ]
    assert found.exits[1].guards == (Guard("b->irq < 0", 7, taken=True),)
    (way,) = found.exits[2].ways
    assert (way.labels, way.line, way.value) == (("err_irq",), 23, "ret")
    assert called(way.steps) == ["?share_off", "drop_irq", "clock_off"]
    assert called(found.exits[1].ways[0].steps) == ["clock_off"]
    assert called(before(found, 9)) == ["clock_on", "take_irq"]
    assert called(before(found, 14)) == ["clock_on", "take_irq", "?add_fancy"]
    assert called(before(found, 23))[-3:] == ["?share_off", "drop_irq", "clock_off"]
    assert called(before(found, 23))[0] == "?clock_on"
    assert before(found, 999) == ()
    assert [label.text for label in found.labels] == ["err_irq", "err_clock"]
    assert [way.line for way in after(found, "err_clock")] == [23]
    assert after(found, "nowhere") == ()
    assert not [*unreachable(found)]


def test_head_of_a_function() -> None:
    found = function(
        "return 0;",
        "static int __must_check f(u8 *buf, size_t len, int (*cb)(int a), struct x y[2], ...)",
    )
    assert found.parameters == (
        Parameter("buf", "u8 *"),
        Parameter("len", "size_t"),
        Parameter("cb", "int (*)(int a)"),
        Parameter("y", "struct x [2]"),
        Parameter("", "..."),
    )
    assert (found.name, found.returns, found.is_static) == ("f", "static int __must_check", True)
    assert (found.start, found.stop) == (1, 4)
    assert function("return 0;").parameters == ()
    assert function("return 0;", "SYSCALL_DEFINE1(blink, int, rate)").parameters == ()


@pytest.mark.parametrize(
    ("statement", "use", "target"),
    [
        ("call();", Use.BARE, None),
        ("x = call();", Use.ASSIGNED, "x"),
        ("b->x = (u32)(call());", Use.ASSIGNED, "b->x"),
        ("int *x = call();", Use.ASSIGNED, "x"),
        ("if ((x = call()) < 0) ;", Use.ASSIGNED, "x"),
        ("if (!call()) ;", Use.CONDITION, None),
        ("while (call() == 1) ;", Use.CONDITION, None),
        ("for (; call(); ) ;", Use.CONDITION, None),
        ("switch (call()) { }", Use.CONDITION, None),
        ("return call();", Use.RETURNED, None),
        ("return a ? b : call();", Use.RETURNED, None),
        ("return call() ? a : b;", Use.CONDITION, None),
        ("return call() + 1;", Use.PART, None),
        ("(void)call();", Use.PART, None),
        ("x += call();", Use.PART, None),
        ("use(call());", Use.ARGUMENT, None),
        ("a = 1, call();", Use.BARE, None),
        ("x = ({ call(); 1; });", Use.BARE, None),
    ],
)
def test_what_becomes_of_a_result(statement: str, use: Use, target: str | None) -> None:
    (call,) = [each for each in function(statement).calls if each.callee == "call"]
    assert (call.use, call.target, call.line) == (use, target, 3)


def test_calls_have_their_arguments() -> None:
    found = function('b->ops->on(b, "a, b", f(1, 2));\nguard(mutex)(&b->lock);')
    assert [(each.callee, each.arguments) for each in found.calls] == [
        ("b->ops->on", ("b", '"a, b"', "f(1, 2)")),
        ("f", ("1", "2")),
        ("guard(mutex)", ("&b->lock",)),
    ]
    assert split_arguments("") == ()
    assert split_arguments('a, f(b, c), "x,\n y"') == ("a", "f(b, c)", '"x, y"')


def test_assignments() -> None:
    found = function("int a = 1, *b;\nx->y |= a;\nb = &a;")
    assert [(e.target, e.operator, e.value, e.line, e.declares) for e in found.assignments] == [
        ("a", "=", "1", 3, True),
        ("x->y", "|=", "a", 4, False),
        ("b", "=", "&a", 5, False),
    ]


def test_branches_loops_and_switches_make_calls_uncertain() -> None:
    found = function(
        "if (a)\n\tone();\nelse\n\ttwo();\n"
        "if (b) {\n\tthree();\n\treturn 1;\n} else {\n\tfour();\n}\n"
        "while (five())\n\tsix();\n"
        "do {\n\tseven();\n} while (0);\n"
        "switch (c) {\ncase 1:\n\teight();\n\tbreak;\ndefault:\n\tnine();\n}\n"
        "for_each_led(led)\n\tten(led);\n"
        "scoped_guard(mutex, &lock)\n\televen();\n"
        "return 0;"
    )
    assert called(before(found, found.exits[-1].line)) == [
        *("?one", "?two", "four", "five", "?six", "seven", "?eight", "?nine"),
        *("for_each_led", "?ten", "scoped_guard", "eleven"),
    ]
    assert called(before(found, found.exits[0].line)) == ["?one", "?two", "three"]


def test_a_case_does_not_see_the_other_cases() -> None:
    found = function(
        "switch (c) {\ncase 1:\n\tone();\n\tbreak;\ncase 2:\n\ttwo();\n\tfallthrough;\n"
        "case 3:\n\tthree();\n\treturn 3;\n}\nreturn 0;"
    )
    assert called(before(found, 12)) == ["?two", "three"]
    assert called(before(found, 14)) == ["?one"]


def test_macro_blocks_keep_their_names() -> None:
    found = function(
        "for_each_child(np, child) {\n\tif (x)\n\t\tgoto out;\n}\nscoped_guard(mutex, &a) { }\nout: ;"
    )
    loop, scope, _ = found.statements
    assert (loop.kind, loop.head, loop.text) == (StatementKind.LOOP, "for_each_child", "np, child")
    assert (scope.kind, scope.head) == (StatementKind.SCOPE, "scoped_guard")
    assert [each.callee for each in found.calls] == ["for_each_child", "scoped_guard"]
    assert found.exits[-1].kind is ExitKind.END
    assert found.exits[0].ways[0].value is None


def test_code_behind_a_label_may_leave_in_several_ways() -> None:
    found = function(
        "if (a)\n\tgoto out;\nreturn 0;\nout:\none();\nif (b) {\n\ttwo();\n\treturn 1;\n}\n"
        "if (c)\n\tgoto more;\nthree();\nreturn 2;\nmore:\nfour();\nreturn 3;"
    )
    assert [(each.labels, each.value, called(each.steps)) for each in found.exits[0].ways] == [
        (("out",), "1", ["one", "two"]),
        (("out", "more"), "3", ["one", "four"]),
        (("out",), "2", ["one", "three"]),
    ]


def test_going_round_is_no_way_out() -> None:
    found = function("again:\none();\nif (a)\n\tgoto again;\nreturn 0;")
    assert [each.value for each in found.exits[0].ways] == ["0"]
    forever = function("again:\none();\ngoto again;")
    assert [(each.kind, each.ways) for each in forever.exits] == [(ExitKind.GOTO, ())]


def test_the_end_counts_where_it_can_be_reached() -> None:
    assert function("one();").exits[-1].kind is ExitKind.END
    assert [each.kind for each in function("for (;;)\n\tone();").exits] == []
    assert function("for (;;)\n\tif (a)\n\t\tbreak;").exits[-1].kind is ExitKind.END
    assert [each.kind for each in function("if (a)\n\treturn 1;\nelse\n\treturn 2;").exits] == (
        [ExitKind.RETURN, ExitKind.RETURN]
    )
    both = "switch (a) {\ncase 1:\n\treturn 1;\ndefault:\n\treturn 2;\n}"
    assert [each.kind for each in function(both).exits] == [ExitKind.RETURN, ExitKind.RETURN]


def test_a_label_in_a_block_goes_on_behind_it() -> None:
    found = function("goto in;\nif (a) {\nin:\n\tone();\n}\ntwo();\nreturn 0;")
    assert called(found.exits[0].ways[0].steps) == ["one", "two"]
    loop = function(
        "goto in;\nwhile (a) {\n\tif (b) {\nin:\n\t\tbreak;\n\t}\n\tone();\n}\nreturn 0;"
    )
    assert called(loop.exits[0].ways[0].steps) == []


def test_unreachable_statements() -> None:
    found = function("if (a)\n\treturn 1;\nelse\n\tgoto out;\none();\ntwo();\nout:\nreturn 0;\n")
    assert [(a.line, b.line) for a, b in unreachable(found)] == [(3, 7)]
    fine = function("switch (a) {\ncase 1:\n\treturn 1;\ncase 2:\n\tone();\n}\nreturn 0;")
    assert not [*unreachable(fine)]
    loop = function("while (a) {\n\tcontinue;\n\tone();\n}\nreturn 0;")
    assert [(a.line, b.line) for a, b in unreachable(loop)] == [(4, 5)]


def test_conditional_compilation_is_two_branches() -> None:
    found = function(
        "#ifdef A\none();\nreturn 1;\n#else\ntwo();\n#endif\n#ifdef B\nthree();\n#endif\nreturn 0;"
    )
    assert not found.partial
    assert called(before(found, 12)) == ["two", "?three"]
    assert not [*unreachable(found)]
    skipped = function("#if 0\none();\n#endif\ntwo();")
    assert [each.callee for each in skipped.calls] == ["two"]
    torn = function("#ifdef A\nif (a) {\n#else\nif (b) {\n#endif\none();\n}")
    assert torn.partial
    assert torn.conditions[0].text == "a"


def test_variables_released_by_themselves() -> None:
    found = function("char *name __free(kfree) = NULL; /* x __free(y) */\n\nreturn 0;")
    assert found.managed == (Managed("name", "kfree", 3),)
    assert found.assignments[0].target == "name"


def test_says_that_a_jump_is_hidden() -> None:
    found = function("scoped_cond_guard(mutex_intr, return -EINTR, &lock) {\n\tone();\n}")
    assert found.hides_jumps
    assert not function("return 0; /* return */").hides_jumps


def test_only_functions_are_read() -> None:
    with pytest.raises(ValueError, match="no function"):
        read(definitions(b"int a;")[0])
    assert read(definitions(b"int f(void) { if if }")[0]) is None


def test_blocks_too_deep_are_not_usable() -> None:
    deep = "if (a) {" * 70 + "}" * 70
    assert read(definitions(f"int f(void)\n{{\n{deep}\n}}".encode())[0]) is None


def test_hostile_labels_end() -> None:
    ladder = "".join(f"if (x) goto l{n};\n" for n in range(800))
    ladder += "".join(f"l{n}: y(); if (q) goto l{(n * 7) % 800};\n" for n in range(800))
    found = function(ladder)
    assert len(found.exits) == 1601
    nested = "else if (a)\n\tgoto l;\n" * 50
    found = function(
        f"if (a)\n\tgoto l;\n{nested}l:\n" + "if (a) {" * 55 + "goto m;" + "}" * 55 + "\nm: ;"
    )
    assert found.exits[0].ways


def test_the_default_of_an_inner_switch_is_not_the_outer_ones() -> None:
    found = function(
        "\tswitch (a) {\n\tcase 1:\n\t\tswitch (b) {\n\t\tdefault:\n\t\t\treturn 1;\n"
        "\t\t}\n\t}\n\treturn 0;"
    )
    assert not [*unreachable(found)]


def test_a_continue_in_a_do_body_goes_to_its_condition() -> None:
    found = function(
        "\tdo {\n\t\tif (a)\n\t\t\tcontinue;\n\t\treturn 1;\n\t} while (a--);\n\treturn 0;"
    )
    assert not [*unreachable(found)]


def test_a_function_larger_than_any_is_said_to_be_too_large() -> None:
    source = "void f(void)\n{\n" + "\tg(a, b, c);\n" * 10_000 + "}\n"
    (definition,) = definitions(source.encode())
    with pytest.raises(TooLargeError):
        read(definition)


def test_many_lines_at_once_are_what_each_is_alone() -> None:
    source = """\
int f(struct frob *frob)
{
	int ret = a(frob);
	if (ret)
		return ret;
	for (;;) {
		if (b(frob))
			goto out;
		switch (c(frob)) {
		case 1:
			d(frob);
			break;
		case 2:
			return e(frob);
		default:
			g(frob);
		}
		do {
			h(frob);
		} while (i(frob));
	}
	return 0;
out:
	j(frob);
	return k(frob);
}
"""
    (definition,) = definitions(source.encode())
    function = read(definition)
    assert function is not None
    lines = range(1, 30)
    callees = frozenset(call.callee for call in function.calls)
    found = starts(function, lines, callees)
    assert {line: found.get(line, ()) for line in lines} == {
        line: before(function, line) for line in lines
    }
    some = starts(function, lines, {"a", "d"})
    assert all(
        some[line] == tuple(step for step in steps if step.call.callee in {"a", "d"})
        for line, steps in found.items()
    )
