# ruff: noqa: E101  diffs in strings have both spaces and tabs
"""Whole drafts: what is said where, what only once, and what not at all."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from drafting import AUTHOR, DATE, check, finding, lines_of, mail, quoted, series, wording
from reviewbot.checks.api import Confidence, Severity
from reviewbot.model.finding import Related
from reviewbot.model.mail import Address
from reviewbot.model.tier import Tier
from reviewbot.reply.compose import compose
from reviewbot.reply.held import Policy

if TYPE_CHECKING:
    from reviewbot.model.draft import Draft
    from reviewbot.model.finding import Fact, Finding
    from reviewbot.model.series import Series

RETURNS = check("frob.returns")
SPELLS = check("frob.spells")
BREAKS = check("frob.breaks", Severity.ERROR)
CHECKS = (RETURNS, SPELLS, BREAKS)
TEMPLATES = wording(
    {
        RETURNS.name: (
            "{% if again %}\nSame here.\n"
            "{% elif ask %}\nCan this fail? {{ callee }}() looks as if it always returned 0.\n"
            "{% else %}\n{{ callee }}() returns 0 only, so this can simply be:\n\n"
            "\treturn 0;\n{% endif %}\n"
        ),
        SPELLS.name: "{{ 'Also ' if again }}s/{{ bad }}/{{ good }}/\n",
        BREAKS.name: "This leaks {{ what }} when frob_start() fails.\n",
    }
)
ON = "On Mon, Mar 02, 2026 at 09:05:07AM +0100, Ada Author wrote:"

ONE = mail(
    """\
Frob the frobs in prioroty order.

Link: https://example.org/
---
 drivers/misc/frob.c | 9 +++++++++
=== drivers/misc/frob.c
@@ static int frob_probe(struct device *dev)
 	struct frob *frob;
+	int a;
+	int b;
+	int c;
+	int d;
+	int e;
+	int f;
+
+	return frob_errno(1);
 }
@@ static int frob_remove(struct device *dev)
 	int x;
-	int y;
+	int z;
+	return frob_errno(2);
 }
""",
    "[PATCH 1/3] misc: frob: Frob in order",
)
TWO = mail(
    "Log.\n---\n=== drivers/misc/frob.h\n@@\n+return frob_errno(3);\n+int end;\n",
    "[PATCH 2/3] misc: frob: Add a header",
)
THREE = mail(
    "Log.\n---\n=== drivers/misc/other.c\n@@\n+return frob_errno(4);\n+int odrer;\n",
    "[PATCH 3/3] misc: frob: Add another",
)
ALL = series(ONE, TWO, THREE)
ERRNO = {"callee": "frob_errno"}
SPELLING = {"bad": "prioroty", "good": "priority"}


def drafted(
    series: Series, *findings: Finding, ask: bool = False
) -> tuple[tuple[Draft, ...], tuple[Finding, ...]]:
    return compose([series], findings, CHECKS, TEMPLATES, Policy(ask=ask))


def test_a_whole_draft() -> None:
    drafts, findings = drafted(
        ALL,
        finding(ONE, "prioroty", SPELLS, SPELLING),
        finding(ONE, "frob_errno(1)", RETURNS, ERRNO),
        finding(ONE, "frob_errno(2)", RETURNS, ERRNO),
    )
    (draft,) = drafts
    assert (
        draft.body
        == ON
        + """
> Frob the frobs in prioroty order.

s/prioroty/priority/

[...]
> --- a/drivers/misc/frob.c
> +++ b/drivers/misc/frob.c
> @@ -1,2 +1,10 @@ static int frob_probe(struct device *dev)
[...]
> +	int d;
> +	int e;
> +	int f;
> +
> +	return frob_errno(1);

frob_errno() returns 0 only, so this can simply be:

	return 0;

>  }
> @@ -103,3 +111,4 @@ static int frob_remove(struct device *dev)
>  	int x;
> -	int y;
> +	int z;
> +	return frob_errno(2);

Same here.
"""
    )
    assert [f.drafted for f in findings] == [True, True, True]
    assert findings[2].text.startswith("frob_errno() returns 0 only"), "each text stands alone"


def test_the_frame_of_a_draft() -> None:
    message = replace(
        ONE.message, references=("0-3@example.org",), cc="Me <me@example.org>, bob@example.org"
    )
    point = finding(ONE, "prioroty", SPELLS, SPELLING)
    one = replace(ONE, message=message)
    policy = Policy(me=frozenset({"me@example.org"}))
    (draft,), _ = compose([series(one)], [point], CHECKS, TEMPLATES, policy)
    assert draft.in_reply_to == "1-3@example.org"
    assert draft.references == ("0-3@example.org", "1-3@example.org")
    assert draft.to == (AUTHOR,)
    assert draft.cc == (Address("", "frob@lists.example.org"), Address("", "bob@example.org"))
    assert draft.subject == "Re: [PATCH 1/3] misc: frob: Frob in order"
    assert draft.date == DATE


def test_no_greeting_no_severity_no_signature() -> None:
    (draft,), _ = drafted(ALL, finding(ONE, "frob_errno(1)", BREAKS, {"what": "frob"}))
    lines = draft.body.split("\n")
    assert lines[0] == ON
    assert lines[1].startswith("> ")
    assert lines[-2:] == ["This leaks frob when frob_start() fails.", ""]


def test_only_what_is_sure_is_drafted() -> None:
    points = [
        finding(ONE, "frob_errno(1)", RETURNS, ERRNO, Confidence.MODERATE),
        finding(ONE, "frob_errno(2)", RETURNS, ERRNO, Confidence.LOW),
        replace(finding(ONE, "prioroty", SPELLS, SPELLING), raised_by="r@example.org"),
    ]
    drafts, findings = drafted(ALL, *points)
    assert drafts == ()
    assert [f.drafted for f in findings] == [False, False, False]
    assert ["?" in f.text for f in findings] == [True, True, False]  # asked wherever it is shown


def test_with_ask_what_is_likely_is_asked() -> None:
    drafts, findings = drafted(
        ALL,
        finding(ONE, "frob_errno(1)", RETURNS, ERRNO, Confidence.MODERATE),
        finding(ONE, "frob_errno(2)", RETURNS, ERRNO, Confidence.LOW),
        finding(ONE, "prioroty", SPELLS, SPELLING),
        ask=True,
    )
    question = "Can this fail? frob_errno() looks as if it always returned 0."
    assert drafts[0].body.endswith(f"{question}\n")
    assert "s/prioroty/priority/\n" in drafts[0].body
    assert [f.drafted for f in findings] == [True, False, True]
    assert ["?" in f.text for f in findings] == [True, True, False]


def test_two_comments_at_one_line_by_severity_then_name() -> None:
    (draft,), _ = drafted(
        ALL,
        finding(ONE, "frob_errno(1)", SPELLS, {"bad": "errno", "good": "error"}),
        finding(ONE, "frob_errno(1)", RETURNS, ERRNO),
        finding(ONE, "frob_errno(1)", BREAKS, {"what": "frob"}),
    )
    assert draft.body.partition("(1);\n")[2] == (
        "\nThis leaks frob when frob_start() fails.\n"
        "\nfrob_errno() returns 0 only, so this can simply be:\n\n\treturn 0;\n"
        "\ns/errno/error/\n"
    )


def test_the_same_at_the_same_line_is_said_once() -> None:
    point = finding(ONE, "frob_errno(1)", RETURNS, ERRNO)
    (draft,), findings = drafted(ALL, point, point)
    assert "Same here" not in draft.body
    assert [f.drafted for f in findings] == [True, True]


def test_a_range_is_quoted_from_its_related_lines() -> None:
    point = finding(ONE, "frob_errno(1)", RETURNS, ERRNO)
    point = replace(point, related=(Related(point.body_line - 7, "declared here"),))
    (draft,), _ = drafted(ALL, point)
    assert lines_of(draft.body, ["> +\tint"])[0] == "> +\tint a;"


MANY = mail(
    "Log.\n---\n=== drivers/misc/frob.c\n@@\n" + "".join(f"+\tint wrod{n};\n" for n in range(1, 9)),
    "[PATCH 1/2] misc: frob: Many",
)


def many(count: int) -> list[Finding]:
    return [
        finding(MANY, f"wrod{n}", SPELLS, {"bad": "wrod", "good": f"word{n}"})
        for n in range(1, count + 1)
    ]


def test_five_of_a_check_are_drafted_and_the_rest_counted() -> None:
    (draft,), findings = drafted(series(MANY), *many(8))
    assert draft.body.endswith("> +\tint wrod5;\n\nAlso s/wrod/word5/\n3 more like this below.\n")
    assert [f.drafted for f in findings] == [True] * 5 + [False] * 3
    (draft,), _ = drafted(series(MANY), *many(6))
    assert draft.body.endswith("\n1 more like this below.\n")
    (draft,), _ = drafted(series(MANY), *many(5))
    assert "more like" not in draft.body


def test_only_what_is_the_same_is_called_the_same() -> None:
    same = finding(MANY, "wrod8", SPELLS, {"bad": "wrod", "good": "word5"})
    (draft,), _ = drafted(series(MANY), *many(7), same)
    assert draft.body.endswith("/word5/\n3 more like this below.\n")


def test_what_a_later_patch_repeats_is_said_in_the_earlier_draft() -> None:
    drafts, findings = drafted(
        ALL,
        finding(ONE, "frob_errno(1)", RETURNS, ERRNO),
        finding(TWO, "frob_errno(3)", RETURNS, ERRNO),
        finding(THREE, "frob_errno(4)", RETURNS, ERRNO),
    )
    (draft,) = drafts
    assert draft.body.endswith("\n\treturn 0;\n\nSame in 2/3 and 3/3.\n")
    assert [f.drafted for f in findings] == [True, False, False]


def test_a_later_patch_where_somebody_has_raised_it_is_named_too() -> None:
    said = replace(finding(TWO, "frob_errno(3)", RETURNS, ERRNO), raised_by="r@example.org")
    last = finding(THREE, "frob_errno(4)", RETURNS, ERRNO)
    (draft,), findings = drafted(ALL, finding(ONE, "frob_errno(1)", RETURNS, ERRNO), said, last)
    assert draft.body.endswith("\nSame in 2/3 and 3/3.\n")
    assert [f.held for f in findings][:2] == ["", "raised in <r@example.org>"]


def test_what_was_drafted_before_is_said_again_beside_more_of_its_kind() -> None:
    first, *rest = many(3)
    before = replace(first, drafted_on="v1@example.org")
    (draft,), findings = drafted(series(MANY), before, *rest)
    assert "s/wrod/word1/\n" in draft.body
    assert [f.held for f in findings] == ["", "", ""]
    bug = finding(MANY, "wrod8", BREAKS, {"what": "frob"})
    (draft,), _ = drafted(series(MANY), before, bug)
    assert "s/wrod/word1/" not in draft.body


def test_a_later_patch_drafted_for_another_reason_does_not_say_it_again() -> None:
    drafts, findings = drafted(
        ALL,
        finding(ONE, "frob_errno(1)", RETURNS, ERRNO),
        finding(THREE, "frob_errno(4)", RETURNS, ERRNO),
        finding(THREE, "odrer", SPELLS, {"bad": "odrer", "good": "order"}),
    )
    first, second = drafts
    assert first.body.endswith("\nSame in 3/3.\n")
    assert second.body.endswith("> +int odrer;\n\ns/odrer/order/\n")
    assert "frob_errno() returns" not in second.body
    assert "Same here" not in second.body, "its reader may not have the mail it would refer to"
    assert [f.drafted for f in findings] == [True, False, True]
    assert findings[1].held == "said in the reply to patch 1"


def test_other_facts_are_another_point() -> None:
    drafts, _ = drafted(
        ALL,
        finding(ONE, "frob_errno(1)", RETURNS, ERRNO),
        finding(TWO, "frob_errno(3)", RETURNS, {"callee": "frob_other"}),
    )
    assert [draft.in_reply_to for draft in drafts] == ["1-3@example.org", "2-3@example.org"]
    assert "Same" not in "".join(draft.body for draft in drafts)


def long(count: int) -> Series:
    return series(
        *(
            mail(
                f"Log.\n---\n=== drivers/misc/frob{n}.c\n@@\n+int frob_{n};\n+int more;\n",
                f"[PATCH {n}/{count}] misc: frob{n}: Add",
            )
            for n in range(1, count + 1)
        )
    )


STATIC = replace(check("frob.static"), varies=("names",))
NAMED = wording(
    {
        STATIC.name: "{% if again %}\n{{ names | listed }} can be static, too.\n{% else %}\n"
        "{{ names | listed }} can be static{{ why }}.\n{% endif %}\n"
    }
)


def static(one: Series, *numbers: int, why: str = "") -> list[Finding]:
    facts: dict[int, dict[str, Fact]] = {n: {"names": (f"frob_{n}",), "why": why} for n in numbers}
    return [finding(one.patches[n - 1], f"frob_{n};", STATIC, facts[n]) for n in numbers]


def test_what_differs_in_names_only_is_one_remark_for_the_series() -> None:
    one = long(22)
    found = static(one, 7, 9, 11, 13, 14, 15, 16, 20, 21)
    (draft,), done = compose([one], found, [STATIC], NAMED, Policy())
    assert draft.in_reply_to == "7-22@example.org"
    assert draft.body.endswith(
        "\nfrob_7 can be static.\nSame in 9/22, 11/22, 13/22 to 16/22, 20/22 and 21/22.\n"
    )
    assert [f.held for f in done] == ["", *["said in the reply to patch 7"] * 8]
    (draft,), _ = compose([one], static(one, *range(1, 23)), [STATIC], NAMED, Policy())
    assert draft.body.endswith("\nSame in 2/22 to 22/22.\n")


def test_what_differs_in_more_than_names_is_another_remark() -> None:
    one = long(3)
    found = [*static(one, 1), *static(one, 2, why=" now"), *static(one, 3)]
    drafts, _ = compose([one], found, [STATIC], NAMED, Policy())
    assert [draft.in_reply_to for draft in drafts] == ["1-3@example.org", "2-3@example.org"]
    assert drafts[0].body.endswith("\nfrob_1 can be static.\nSame in 3/3.\n")


def test_a_later_patch_of_another_author_gets_a_mail_of_its_own() -> None:
    first, second = long(2).patches
    other = Address("Bob Builder", "bob@example.org")
    second = replace(second, message=replace(second.message, author=other))
    one = series(first, second)
    drafts, _ = compose([one], static(one, 1, 2), [STATIC], NAMED, Policy())
    assert [draft.to for draft in drafts] == [(AUTHOR,), (other,)]
    assert "Same" not in drafts[0].body


def test_an_entry_of_a_list_names_the_later_patches_it_holds_for() -> None:
    typos = replace(SPELLS, list_title="Typos")
    templates = wording({SPELLS.name: "{{ 'Nit: ' if not again }}s/{{ bad }}/{{ good }}/\n"})
    one = long(2)
    wrong = {"bad": "frob", "good": "frub"}, {"bad": "more", "good": "less"}
    found = [
        finding(patch, line, typos, facts)
        for patch, all_of in zip(one.patches, (wrong, wrong[1:]), strict=True)
        for facts in all_of
        for line in [f"{facts['bad']};" if facts is wrong[1] else "int frob_"]
    ]
    (draft,), _ = compose([one], found, [typos], templates, Policy())
    assert draft.body.endswith("\n    s/frob/frub/\n    s/more/less/ (also in 2/2)\n")


def test_what_was_only_counted_is_said_in_the_later_patch() -> None:
    later = mail("Log.\n---\n=== a.c\n@@\n+\tint wrod8;\n", "[PATCH 2/2] misc: frob: Later")
    said = finding(later, "wrod8", SPELLS, {"bad": "wrod", "good": "word8"})
    drafts, _ = drafted(series(MANY, later), *many(8), said)
    assert drafts[1].body.endswith("> +\tint wrod8;\n\ns/wrod/word8/\n")


def test_the_cover_is_answered_too_and_first() -> None:
    cover = mail("Hello,\n\nin prioroty order.\n", "[PATCH 0/3] misc: frob: All of it")
    drafts, _ = drafted(
        series(cover, ONE, TWO, THREE),
        finding(ONE, "prioroty", SPELLS, SPELLING),
        finding(cover, "prioroty", SPELLS, SPELLING),
    )
    (draft,) = drafts
    assert draft.in_reply_to == "0-3@example.org"
    assert draft.body == (f"{ON}\n> in prioroty order.\n\ns/prioroty/priority/\nSame in 1/3.\n")


def test_a_template_may_stay_silent() -> None:
    silent = wording({SPELLS.name: "{% if not again %}s/{{ bad }}/{{ good }}/{% endif %}"})
    (draft,), findings = compose([series(MANY)], many(3), CHECKS, silent, Policy())
    assert draft.body.endswith("> +\tint wrod1;\n\ns/wrod/word1/\n")
    assert [f.drafted for f in findings] == [True, False, False]
    drafts, _ = compose([series(MANY)], many(3), CHECKS, wording({SPELLS.name: "\n"}), Policy())
    assert drafts == ()


def test_findings_keep_their_order_and_those_of_other_mails_are_kept() -> None:
    points = [
        finding(THREE, "odrer", SPELLS, {"bad": "odrer", "good": "order"}),
        finding(ONE, "prioroty", SPELLS, SPELLING),
    ]
    drafts, findings = drafted(series(ONE), *points)
    assert [f.message_id for f in findings] == [f.message_id for f in points]
    assert [f.drafted for f in findings] == [False, True]
    assert len(drafts) == 1


def test_hostile_mail_stays_inside_its_quote() -> None:
    hostile = mail(
        "Log.\n---\n=== a.c\n@@\n+\tx;\x1b]52;c;aGk=\x07\u202e\r\n",
        "[PATCH] a\x1b[2J: \u202eb\nBcc: eve@example.org",
        author=Address("Eve\nBcc: all@example.org\x1b[0m", "eve@example.org"),
    )
    name = "{{ 7*7 }}\n\nReviewed-by: Me <me@example.org>\n\x1b[2J\u2066"
    (draft,), _ = drafted(series(hostile), finding(hostile, "x;", BREAKS, {"what": name}))
    assert draft.body.partition("wrote:\n")[2] == (
        "> --- a/a.c\n> +++ b/a.c\n> @@ -1,0 +1,1 @@\n> +\tx;^[]52;c;aGk=^G<U+202E>^M\n\n"
        "This leaks {{ 7*7 }} Reviewed-by: Me <me@example.org> [2J when\nfrob_start() fails.\n"
    )
    assert draft.subject == "Re: [PATCH] a[2J: b Bcc: eve@example.org"
    for text in (draft.subject, draft.body.replace("\n", "").replace("\t", "")):
        assert text.isprintable()


def test_a_related_line_right_below_is_quoted_before_the_comment() -> None:
    patch = mail("Say why.\n---\n=== a.c\n@@\n {\n+\tdefault:\n+\t\tbreak;\n+\t}\n+\tmore();\n")
    label = finding(patch, "default:", check("frob.twice"))
    below = replace(label, related=(Related(label.body_line + 1, "its break"),))
    (draft,), _ = compose(
        [series(patch)],
        [below],
        [check("frob.twice")],
        wording({"frob.twice": "Drop it."}),
        Policy(),
    )
    assert draft.body.endswith("> +\tdefault:\n> +\t\tbreak;\n\nDrop it.\n")


def test_a_quoted_patch_is_answered_where_it_is_quoted() -> None:
    one, warns = quoted(ONE), replace(RETURNS, severity=Severity.WARNING)
    point = finding(one, "frob_errno(1)", warns, {"callee": "frob_errno"})
    (draft,), _ = compose([series(one)], [point], [warns], TEMPLATES, Policy(me=frozenset()))
    assert draft.in_reply_to == "reply@example.org"
    assert draft.to == (AUTHOR,)
    assert [person.email for person in draft.cc] == ["rob@example.org", "frob@lists.example.org"]
    lines = draft.body.split("\n")
    assert lines[:2] == [ON.replace("Ada Author", "Rob Reviewer"), "> Ada wrote:"]
    assert "> > +\treturn frob_errno(1);" in lines
    assert all(line.startswith("> > ") for line in lines[2:] if line.startswith(">"))


def test_a_patch_that_is_quoted_in_part_is_known_in_part() -> None:
    one, warns = quoted(ONE, whole=False), replace(RETURNS, severity=Severity.ERROR)
    point = finding(one, "frob_errno(1)", warns, {"callee": "frob_errno"})
    (draft,), _ = compose([series(one)], [point], [warns], TEMPLATES, Policy(me=frozenset()))
    assert draft.body.startswith("I only have the part of the patch that is quoted here.\n\nOn ")


def test_of_a_quoted_patch_nothing_of_form_is_said_unless_asked_for() -> None:
    one = quoted(ONE)
    point = finding(one, "frob_errno(1)", RETURNS, {"callee": "frob_errno"})
    drafts, (held,) = compose([series(one)], [point], CHECKS, TEMPLATES, Policy())
    assert (drafts, held.held) == ((), "of form, of a patch that is only quoted")
    (draft,), _ = compose([series(one)], [point], CHECKS, TEMPLATES, Policy(as_final=True))
    assert draft.in_reply_to == "reply@example.org"


def test_an_rfc_is_not_asked_for_what_a_final_version_needs() -> None:
    formal = replace(SPELLS, final_only=True)
    one = replace(series(ONE), is_rfc=True)
    facts = {"bad": "prioroty", "good": "priority"}
    findings = [
        finding(ONE, "prioroty", formal, facts),
        finding(ONE, "frob_errno(1)", RETURNS, {"callee": "frob_errno"}),
    ]
    checks = (formal, RETURNS)
    (draft,), done = compose([one], findings, checks, TEMPLATES, Policy())
    assert "prioroty" not in draft.body
    assert [(f.drafted, f.held) for f in done] == [(False, "not for an RFC"), (True, "")]
    insisted = [replace(findings[0], insisted=True), findings[1]]
    for found, policy in (
        (findings, Policy(as_final=True)),
        ([replace(each, path="frob.c") for each in findings], Policy(ask=True)),
        (insisted, Policy()),
    ):
        (draft,), _ = compose([one], found, checks, TEMPLATES, policy)
        assert "s/prioroty/priority/" in draft.body


def test_a_patch_attached_to_a_reply_is_told_of_no_form() -> None:
    attached = replace(ONE.message, subject=f"Re: {ONE.message.subject}", patch_at=1)
    sketch = replace(ONE, message=attached)
    bug = replace(RETURNS, severity=Severity.ERROR)
    findings = [
        finding(sketch, "prioroty", SPELLS, {"bad": "prioroty", "good": "priority"}),
        finding(sketch, "frob_errno(1)", bug, {"callee": "frob_errno"}),
    ]
    one = replace(series(ONE), patches=(sketch,))
    _, done = compose([one], findings, (SPELLS, bug), TEMPLATES, Policy())
    assert [each.held for each in done] == ["not for a sketch in a reply", ""]


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("[PATCH net 0/1] pull-request: frob 2026-03-02", "These are four patches."),
        ("[PATCH 0/1] frob: For you to pull", "The following changes since commit 0123456789ab:"),
        ("[PATCH 0/1] [GIT PULL] frob: For 7.1", "These are four patches."),
    ],
)
def test_commits_that_are_to_be_pulled_get_no_nits(subject: str, text: str) -> None:
    nit = replace(SPELLS, nit=True)
    cover = mail(f"{text}\n", subject)
    findings = [
        finding(ONE, "prioroty", nit, {"bad": "prioroty", "good": "priority"}),
        finding(ONE, "frob_errno(1)", RETURNS, {"callee": "frob_errno"}),
    ]
    _, done = compose([series(cover, ONE)], findings, (nit, RETURNS), TEMPLATES, Policy())
    assert [f.held for f in done] == ["not for commits that are to be pulled", ""]
    _, done = compose([series(ONE)], findings, (nit, RETURNS), TEMPLATES, Policy())
    assert [f.held for f in done] == ["", ""]


def test_work_in_progress_gets_no_nits() -> None:
    nit = replace(SPELLS, nit=True)
    wip = mail(
        "Say why.\n---\n=== a.c\n@@\n+prioroty\n+\treturn frob_errno(1);\n", "[PATCH] WIP: a: b"
    )
    findings = [
        finding(wip, "prioroty", nit, SPELLING),
        finding(wip, "frob_errno(1)", RETURNS, ERRNO),
    ]
    _, done = compose([series(wip)], findings, (nit, RETURNS), TEMPLATES, Policy())
    assert [f.held for f in done] == ["not for work in progress", ""]
    _, done = compose([series(wip)], findings, (nit, RETURNS), TEMPLATES, Policy(as_final=True))
    assert [f.held for f in done] == ["", ""]


def test_a_few_asides_alone_are_no_mail() -> None:
    aside = replace(SPELLS, aside=True)
    checks = (aside, RETURNS)
    words = [("prioroty", "priority"), ("int a", "an a"), ("int b", "a b")]
    asides = [finding(ONE, bad, aside, {"bad": bad, "good": good}) for bad, good in words]
    other = finding(ONE, "frob_errno(1)", RETURNS, {"callee": "frob_errno"})

    def drafted(*findings: Finding, asides: bool = False) -> list[bool]:
        policy = Policy(asides=asides)
        drafts, done = compose([series(ONE)], findings, checks, TEMPLATES, policy)
        assert bool(drafts) == any(f.drafted for f in done)
        return [f.drafted for f in done]

    assert drafted(*asides[:2]) == [False, False]
    assert drafted(asides[0], asides[0]) == [False, False]
    assert drafted(*asides) == [True, True, True]
    assert drafted(asides[0], other) == [True, True]
    assert drafted(asides[0], asides=True) == [True]
    _, (held,) = compose([series(ONE)], asides[:1], checks, TEMPLATES, Policy())
    assert held.held == "too little for a mail"


def test_what_readers_often_would_not_have_sent_is_an_aside_unless_it_is_called_for() -> None:
    seldom = replace(SPELLS, tier=Tier(alone="5 of 9 read were not wanted"))
    found = finding(ONE, "prioroty", seldom, {"bad": "prioroty", "good": "priority"})
    other = finding(ONE, "frob_errno(1)", RETURNS, {"callee": "frob_errno"})

    def held(*findings: Finding) -> list[str]:
        return [
            f.held
            for f in compose([series(ONE)], findings, (seldom, RETURNS), TEMPLATES, Policy())[1]
        ]

    assert held(found) == ["too little for a mail"]
    assert held(found, other) == ["", ""]
    assert held(replace(found, called_for=True)) == [""]


def test_a_mail_that_does_not_tell_whose_it_is_gets_no_draft() -> None:
    lost = mail("Frob the frobs in prioroty order.\n---\n", author=Address("Ada Author", ""))
    found = finding(lost, lost.message.line(1), SPELLS, {"bad": "prioroty", "good": "priority"})
    drafts, (done,) = compose([series(lost)], [found], CHECKS, TEMPLATES, Policy())
    assert drafts == ()
    assert not done.drafted
    assert done.held == "nobody to write to: the mail does not tell whose it is"
    _, (raised,) = compose(
        [series(lost)], [replace(found, raised_by="said@x")], CHECKS, TEMPLATES, Policy()
    )
    assert raised.held == "raised in <said@x>"


PROBE = mail(
    "Log.\n---\n=== drivers/frob/core.c\n@@ static int frob_probe(struct frob *frob)\n"
    '+\tfrob->irq = frob_irq(frob);\n+\tif (frob->irq < 0) {\n+\t\tdev_err(dev, "no");\n'
    "+\t\treturn -EINVAL;\n+\t}\n \tint far;\n \tint away;\n \tint off;\n+\tint last;\n",
    "[PATCH] frob: get an interrupt",
)


def test_remarks_on_one_statement_stand_together_below_the_lower_line() -> None:
    (draft,), _ = drafted(
        series(PROBE),
        finding(PROBE, "dev_err", RETURNS, ERRNO),
        finding(PROBE, "return -EINVAL", BREAKS, {"what": "frob_errno"}),
        finding(PROBE, "int last", SPELLS, SPELLING),
    )
    _, _, below = draft.body.partition("> +\t\treturn -EINVAL;\n")
    assert below.startswith("\nfrob_errno() returns 0 only")
    assert "\n\nThis leaks frob_errno when frob_start() fails.\n\n> +\t}\n" in below
    assert draft.body.endswith("> +\tint last;\n\ns/prioroty/priority/\n")


def test_two_remarks_on_one_statement_are_one_sentence_where_there_is_a_wording() -> None:
    joint = wording(
        {
            RETURNS.name: "{{ callee }}() prints.\n",
            BREAKS.name: "{{ callee }}() may fail with {{ code }}.\n",
        },
        {
            f"joint/{BREAKS.name}+{RETURNS.name}": "{{ callee }}() prints, and fails with {{ code }}.\n"
        },
    )
    points = [
        finding(PROBE, "dev_err", RETURNS, {"callee": "frob_irq"}),
        finding(PROBE, "return -EINVAL", BREAKS, {"callee": "frob_irq", "code": "-ENXIO"}),
    ]
    (draft,), done = compose([series(PROBE)], points, CHECKS, joint, Policy())
    assert draft.body.endswith(
        '> +\t\tdev_err(dev, "no");\n> +\t\treturn -EINVAL;\n\n'
        "frob_irq() prints, and fails with -ENXIO.\n"
    )
    assert [f.drafted for f in done] == [True, True]
    other = [points[0], finding(PROBE, "return -EINVAL", BREAKS, {"callee": "x", "code": "-ENXIO"})]
    (draft,), _ = compose([series(PROBE)], other, CHECKS, joint, Policy())
    assert draft.body.endswith("> +\t\treturn -EINVAL;\n\nx() may fail with -ENXIO.\n")


def test_a_draft_with_a_bug_leaves_the_nits_out() -> None:
    nit, bug = replace(SPELLS, nit=True), replace(BREAKS, bug=True)
    checks = (nit, bug)
    points = [
        finding(PROBE, "dev_err", nit, SPELLING),
        finding(PROBE, "return -EINVAL", BREAKS, {"what": "frob"}),
    ]
    (draft,), done = compose([series(PROBE)], points, checks, TEMPLATES, Policy())
    assert "prioroty" not in draft.body
    assert [(f.drafted, f.held) for f in done] == [(False, "a nit beside a bug"), (True, "")]
    (draft,), done = compose([series(PROBE)], points, checks, TEMPLATES, Policy(nits=True))
    assert "s/prioroty/priority/" in draft.body
    insisted = [replace(points[0], insisted=True), points[1]]
    (draft,), done = compose([series(PROBE)], insisted, checks, TEMPLATES, Policy())
    assert [f.drafted for f in done] == [True, True]
    (draft,), done = compose([series(PROBE)], points[:1], checks, TEMPLATES, Policy())
    assert done[0].drafted


def test_several_of_one_kind_are_a_list_at_the_first() -> None:
    typos = replace(SPELLS, list_title="Typos")
    templates = wording({SPELLS.name: "{{ 'Nit: ' if not again }}s/{{ bad }}/{{ good }}/\n"})
    points = [replace(point, check=typos.name) for point in many(3)]
    (draft,), done = compose([series(MANY)], points, [typos], templates, Policy())
    assert draft.body.endswith(
        "> +\tint wrod1;\n\nTypos:\n\n    s/wrod/word1/\n    s/wrod/word2/\n    s/wrod/word3/\n"
    )
    assert [f.drafted for f in done] == [True] * 3
    (draft,), _ = compose([series(MANY)], points[:1], [typos], templates, Policy())
    assert draft.body.endswith("\n\nNit: s/wrod/word1/\n")


def test_one_slip_in_several_lines_is_said_once() -> None:
    typos = replace(SPELLS, list_title="Typos")
    templates = wording({SPELLS.name: "s/wrod/word/\n"})
    points = [replace(point, check=typos.name) for point in many(3)]
    (draft,), done = compose([series(MANY)], points, [typos], templates, Policy())
    assert draft.body.endswith("> +\tint wrod1;\n\ns/wrod/word/\nSame on 2 more lines below.\n")
    assert all(point.drafted for point in done)


def test_every_name_a_remark_lists_is_quoted() -> None:
    patch = mail(
        "Log.\n---\n=== drivers/frob/core.c\n@@ struct frob {\n"
        "+int frob_first(void);\n" + " \tint x;\n" * 12 + "+int frob_last(void);\n",
        "[PATCH] frob: declare",
    )
    point = finding(patch, "frob_last", BREAKS, {"what": ("frob_first()", "frob_last()")})
    (draft,), _ = drafted(series(patch), point)
    quoted_lines = lines_of(draft.body, ["> +int", "[...]"])
    assert quoted_lines == ["> +int frob_first(void);", "[...]", "> +int frob_last(void);"]


def test_what_was_called_is_quoted_where_that_is_far_above() -> None:
    patch = mail(
        "Log.\n---\n=== drivers/frob/core.c\n@@ int frob_first(void)\n"
        "+\tx = frob_errno(other);\n+\tint w;\n+\tx = frob_errno(1);\n"
        + "+\tint y;\n" * 9
        + "+\treturn x;\n@@ int frob_second(void)\n+\tint z;\n+\treturn z;\n",
        "[PATCH] frob: call",
    )
    (draft,), _ = drafted(series(patch), finding(patch, "return x;", RETURNS, ERRNO))
    assert lines_of(draft.body, ["> +\tx", "> +\tret"]) == [
        "> +\tx = frob_errno(1);",
        "> +\treturn x;",
    ]
    (draft,), _ = drafted(series(patch), finding(patch, "return z;", RETURNS, ERRNO))
    assert "frob_errno(1)" not in draft.body, "another function is no help"


def test_all_recipients_are_in_the_draft() -> None:
    people = ", ".join(f"p{number}@example.org" for number in range(20))
    one = replace(ONE, message=replace(ONE.message, cc=people))
    (draft,), _ = compose(
        [series(one)], [finding(one, "prioroty", SPELLS, SPELLING)], CHECKS, TEMPLATES, Policy()
    )
    assert len(draft.cc) > 19


@pytest.mark.parametrize(
    "shorter", ["Same for {{ callee }}().", "This one, too.", "Here, too.", "Nor {{ callee }}()."]
)
def test_what_is_the_same_right_below_another_remark_is_said_in_full(shorter: str) -> None:
    same = wording({RETURNS.name: f"{{% if again %}}\n{shorter}\n{{% else %}}\n"
                    "{{ callee }}() returns 0 only.\n{% endif %}\n",
                    BREAKS.name: "This leaks {{ what }}.\n"})  # fmt: skip
    points = [
        finding(ONE, "int a;", RETURNS, {"callee": "frob_a"}),
        finding(ONE, "int b;", RETURNS, {"callee": "frob_b"}),
        finding(ONE, "frob_errno(1)", BREAKS, {"what": "frob"}),
        finding(ONE, "frob_errno(2)", RETURNS, {"callee": "frob_c"}),
    ]
    (draft,), _ = compose([series(ONE)], points, CHECKS, same, Policy())
    assert shorter.replace("{{ callee }}", "frob_b") in draft.body
    assert draft.body.endswith("\n\nfrob_c() returns 0 only.\n")
