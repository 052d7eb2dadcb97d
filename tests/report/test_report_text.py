"""The report on a terminal or in a pager."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from drafting import check, finding, mail, quoted, series, wording
from reviewbot.checks.api import Confidence
from reviewbot.model.finding import NO_TREE, Failure, Finding, Severity, Skipped
from reviewbot.model.mail import Address, Defect
from reviewbot.model.review import Coverage, Reference, Review
from reviewbot.reply.compose import compose
from reviewbot.reply.held import Policy
from reviewbot.report.terminal import painted
from reviewbot.report.text import MOST, pieces, render

if TYPE_CHECKING:
    from reviewbot.model.series import Series

CHECK = check("frob.twice")
TEMPLATES = wording({CHECK.name: "{{ 'Also drop' if again else 'Drop' }} it.\n\n\tcode();\n"})
COVER = mail("All of it.\n", "[PATCH v2 0/3] misc: frob: All of it")
ONE = mail(
    "A prioroty.\n---\n=== drivers/misc/frob.c\n@@\n+\tfrob(1);\n+\tfrob(2);\n",
    "[PATCH v2 1/3] misc: frob: Do a thing",
    cc=", ".join(f"Reviewer Number {n} <r{n}@example.org>" for n in range(1, 4)),
)
TWO = mail("Log.\n---\n=== a.c\n@@\n+\tfrob(3);\n", "[PATCH v2 2/3] misc: frob: More")


def review(*findings: Finding, of: Series | None = None) -> Review:
    one = of or series(COVER, ONE, TWO)
    drafts, done = compose([one], findings, [CHECK], TEMPLATES, Policy())
    return Review("thread.mbox", (one,), (), done, (), (), (), drafts)


def test_nothing_found_is_one_line() -> None:
    assert render(review()) == (
        "thread.mbox: nothing found\n"
        "  misc: frob: All of it (v2): 2 of 3 patches, missing 3/3, with cover\n"
        "  looked at, by the diff alone\n"
    )


def test_a_whole_report() -> None:
    first = finding(ONE, "frob(1)", CHECK)
    others = [
        finding(ONE, "frob(2)", CHECK, confidence=Confidence.MODERATE),
        finding(ONE, "prioroty", CHECK, confidence=Confidence.LOW),
        replace(finding(COVER, "All", CHECK), raised_by="reply@example.org"),
    ]
    outcome = replace(review(first, *others), people={"reply@example.org": "Rita"})
    assert render(outcome) == (
        "thread.mbox: 1 comment in 1 draft, 3 more not drafted\n"
        "  misc: frob: All of it (v2): 2 of 3 patches, missing 3/3, with cover\n"
        "  looked at, by the diff alone\n"
        "\n"
        "Drafted:\n"
        f"  note     drivers/misc/frob.c:1: Drop it.  [frob.twice {first.id}]\n"
        "\n"
        "Also seen, not drafted:\n"
        f"  note     drivers/misc/frob.c:2: Drop it.  [frob.twice {others[0].id}]"
        " (likely: --ask asks it)\n"
        f"  note     patch 1/3, line 1: Drop it.  [frob.twice {others[1].id}]"
        " (no more than a hint)\n"
        "\n"
        "Said in the thread already:\n"
        "  Rita in <reply@example.org>\n"
        f"    note     cover, line 1: Drop it.  [frob.twice {others[2].id}]\n"
        "\n"
        "------------------------------------------------------------------------ draft\n"
        "To: Ada Author <ada@example.org>\n"
        "Cc: frob@lists.example.org, Reviewer Number 1 <r1@example.org>,\n"
        "    Reviewer Number 2 <r2@example.org>, Reviewer Number 3 <r3@example.org>\n"
        "Subject: Re: [PATCH v2 1/3] misc: frob: Do a thing\n"
        "In-Reply-To: <1-3@example.org>\n"
        "\n"
        "On Mon, Mar 02, 2026 at 09:05:07AM +0100, Ada Author wrote:\n"
        "> --- a/drivers/misc/frob.c\n"
        "> +++ b/drivers/misc/frob.c\n"
        "> @@ -1,0 +1,2 @@\n"
        "> +\tfrob(1);\n"
        "\n"
        "Drop it.\n"
        "\n"
        "\tcode();\n"
    )


def test_drafts_are_counted_and_can_be_left_out() -> None:
    other = check("frob.other")
    templates = wording({CHECK.name: "Drop it.", other.name: "And this."})
    points = [finding(ONE, "frob(1)", CHECK), finding(TWO, "frob(3)", other)]
    one = series(COVER, ONE, TWO)
    drafts, done = compose([one], points, [CHECK, other], templates, Policy())
    outcome = replace(review(), findings=done, drafts=drafts)
    text = render(outcome)
    assert text.startswith("thread.mbox: 2 comments in 2 drafts\n")
    assert "- draft 1 of 2\n" in text
    assert "- draft 2 of 2\n" in text
    short = render(outcome, drafts=False)
    assert text.startswith(short)
    assert "Subject:" not in short


def test_what_is_not_drafted_though_sure_is_said_elsewhere() -> None:
    later = finding(TWO, "frob(3)", CHECK)
    text = render(review(finding(ONE, "frob(1)", CHECK), later))
    assert f"a.c:1: Drop it.  [frob.twice {later.id}] (said in the reply to patch 1)\n" in text
    assert "Same in 2/3.\n" in text


def test_only_findings_not_for_a_draft() -> None:
    text = render(review(finding(ONE, "frob(1)", CHECK, confidence=Confidence.LOW)))
    assert text.startswith("thread.mbox: nothing to draft, 1 finding below\n")
    assert "\nSeen, not drafted:\n" in text


def test_everything_that_went_wrong_is_in_the_summary() -> None:
    old = series(mail("x\n---\n=== a.c\n@@\n+a;\n", "[RFC PATCH] misc: frob: Old"))
    outcome = replace(
        review(),
        left_out=((old, "superseded by v2"),),
        skipped=(
            Skipped("b.two", "1@x", "needs a tree"),
            Skipped("b.one", "1@x", "needs a tree"),
            Skipped("b.one", "2@x", "needs a tree"),
            Skipped("", "3@x", "too large"),
        ),
        defects=(Defect("4@x", "diff", "a.c: was it wrapped?"),),
        failures=(Failure("b.bad", "5@x", "KeyError: 'x'"),),
    )
    assert render(outcome).split("\n")[2:] == [
        "  looked at, by the diff alone",
        "  left out: misc: frob: Old (RFC, v1): superseded by v2",
        "  not looked at by b.one, b.two, 2 mails: needs a tree",
        "  not looked at by all checks, 1 mail: too large",
        "  diff: a.c: was it wrapped? (<4@x>)",
        "  check failed: b.bad on <5@x>: KeyError: 'x'",
        "",
    ]


def test_long_lists_are_clipped() -> None:
    many = tuple(Defect(f"{n}@x", "diff", "broken") for n in range(20))
    long = mail("Log.\n---\n=== a.c\n@@\n+a;\n", "[PATCH 20/20] misc: frob: Last")
    text = render(replace(review(of=series(long)), defects=many))
    assert text.count("broken") == MOST
    assert f"  ... and {20 - MOST} more such\n" in text
    assert "1 of 20 patches, missing 1/20, 2/20, 3/20, 4/20, 5/20, 6/20, ...\n" in text


def test_a_long_text_is_one_bounded_line() -> None:
    long = wording({CHECK.name: "word " * 100})
    point = finding(ONE, "frob(1)", CHECK, confidence=Confidence.LOW)
    _, done = compose([series(ONE)], [point], [CHECK], long, Policy())
    line = render(replace(review(), findings=done)).split("\n")[5]
    assert "word...  [" in line
    assert len(line) < 190


def test_a_draft_that_cannot_be_threaded_shows_no_in_reply_to() -> None:
    lost = replace(ONE, message=replace(ONE.message, message_id="0f@no-message-id.invalid"))
    text = render(review(finding(lost, "frob(1)", CHECK), of=series(lost)))
    assert "Subject: Re:" in text
    assert "In-Reply-To" not in text


HOSTILE = mail(
    "x\n---\n=== a.c\n@@\n+> > frob\x1b]0;owned\x07\u202e\n",
    "[PATCH] frob\x1b[2J\u2066 title",
    to="\x1b[31mEve <eve@example.org>",
)


def hostile() -> Review:
    point = finding(HOSTILE, "frob", CHECK)
    low = replace(point, confidence=Confidence.LOW, path="a\x1b[2J.c", raised_by="r\x1b@x")
    return replace(
        review(point, low, of=series(HOSTILE)),
        source="th\x1bread",
        defects=(Defect("4\x1b@x", "diff", "a\x9b\ud800.c"),),
        failures=(Failure("b.bad", "5\u202e@x", "K\x1b\ny"),),
    )


def test_no_mail_drives_the_terminal() -> None:
    text = render(hostile())
    assert not [c for c in text if c not in "\n\t" and not c.isprintable()]
    text.encode("utf-8")


MASK = "https://lore.kernel.org/r/%s"


def colored(outcome: Review) -> str:
    return painted(pieces(outcome, archive=MASK))


def test_colours_are_only_around_the_text() -> None:
    shown = colored(hostile())
    assert "\x1b" not in render(hostile())
    bare = re.sub(r"\x1b]8;(id=\d+;https://lore\.kernel\.org/r/[\w@%.-]+|;)\x1b\\", "", shown)
    bare = re.sub(r"\x1b\[(0|1|2|31|32|33|35|36|1;36)m", "", bare)
    assert bare == render(hostile())
    assert "\x1b[1mDrop it.\x1b[0m\n" in shown
    assert "\x1b[36mSubject: Re: [PATCH] frob[2J title\x1b[0m\n" in shown
    assert "\x1b[32m> +> > frob" in shown


def test_the_mail_that_is_answered_is_a_link() -> None:
    outcome = review(finding(ONE, "frob(1)", CHECK))
    shown = colored(replace(outcome, public=frozenset({"1-3@example.org"})))
    assert "\x1b]8;" not in colored(outcome)
    target = "https://lore.kernel.org/r/1-3@example.org"
    assert re.search(rf"\x1b]8;id=\d+;{target}\x1b\\.*In-Reply-To: <1-3@example.org>", shown)


def test_quotes_are_coloured_by_depth() -> None:
    deep = mail("> > they said\nso\n", "[PATCH 0/1] misc: frob: x")
    shown = colored(review(finding(deep, "they", CHECK), of=series(deep)))
    assert "\x1b[35m> > > they said\x1b[0m\n" in shown


def test_gaps_are_faint() -> None:
    long = mail("a\n\nb\n\nc\n", "[PATCH 0/1] misc: frob: x")
    points = [finding(long, "a", CHECK), finding(long, "c", CHECK)]
    assert "\x1b[2m[...]\x1b[0m\n" in colored(review(*points, of=series(long)))


def test_the_worst_comes_first() -> None:
    bug = check("frob.bug", severity=Severity.ERROR)
    templates = wording({CHECK.name: "Drop it.", bug.name: "Boom."})
    points = [finding(ONE, "frob(1)", CHECK), finding(TWO, "frob(3)", bug)]
    drafts, done = compose([series(ONE, TWO)], points, [CHECK, bug], templates, Policy())
    text = render(replace(review(), findings=done, drafts=drafts))
    assert text.index("  error    a.c:1: Boom.") < text.index("  note     drivers/misc/frob.c:1: ")


def test_what_was_looked_at_with_is_said() -> None:
    quiet = replace(review(), checks=234)
    assert "  looked at with 234 checks, by the diff alone\n" in render(quiet)
    blind = replace(quiet, skipped=(Skipped("a.b", "1@x", NO_TREE), Skipped("c.d", "1@x", NO_TREE)))
    assert "by the diff alone; 2 of them need a tree (--tree)\n" in render(blind)
    known = {ONE.message.message_id: Coverage("exact"), TWO.message.message_id: Coverage("applied")}
    seen = replace(quiet, tree=Reference("/linux", "c0ffee", "v6.12"), known=known)
    assert (
        "looked at with 234 checks and /linux at v6.12;"
        " whole files known for 2 of 2 patches, 1 in another version\n"
    ) in render(seen)


def test_many_reasons_are_few_lines() -> None:
    many = tuple(Skipped(f"a.c{n}", "1@x", f"f{n}.c: is not in the tree") for n in range(9))
    most = tuple(Skipped(f"b.c{n}", "1@x", "needs time") for n in range(5))
    assert render(replace(review(), skipped=most + many)).split("\n")[3:] == [
        "  not looked at by 5 checks, 1 mail: needs time",
        "  not looked at by a.c0, 1 mail: f0.c: is not in the tree",
        "  ... 8 more reasons of that kind: --format json has them",
        "",
    ]


def test_where_patches_are_from_is_said() -> None:
    old = mail("Log.\n---\n=== b.c\n@@\n+\tfrob(4);\n", "[PATCH 3/3] misc: frob: Last")
    one = series(COVER, quoted(ONE, whole=False), TWO, old)
    assert (
        "  misc: frob: All of it (v2): 3 of 3 patches, with cover, 3/3 as in v1,"
        " 1/3 only known from a quote, in part\n"
    ) in render(review(of=one))


def test_many_recipients_are_folded() -> None:
    people = tuple(Address("", f"p{number}@example.org") for number in range(20))
    outcome = review(finding(ONE, "frob(1)", CHECK))
    (draft,) = outcome.drafts
    text = render(replace(outcome, drafts=(replace(draft, cc=people),)))
    assert "p5@example.org, and 14 more\n" in " ".join(text.split("\n    ")) + "\n"
    assert "p6@example.org" not in text
    few = render(replace(outcome, drafts=(replace(draft, cc=people[:7]),)))
    assert "p6@example.org" in few
