"""A fix-up is what was tried: its check is silent with it, and all others say what they said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drafting import mail, quoted, series
from reviewbot.checks.api import Check, DiffContext, Remark, Severity
from reviewbot.context.fix import retyped, without
from reviewbot.engine import run
from reviewbot.fixups.mend import MOST, mend
from reviewbot.model.fixup import Mended
from reviewbot.model.patience import Endless, OverdueError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reviewbot.model.patch import DiffLine, Patch
    from reviewbot.model.patience import Patience

SHORT = "Say why.\n---\n=== a.c\n@@\n a\n+bad one\n+bad two\n+good\n z\n"


def added(context: DiffContext) -> Iterator[DiffLine]:
    for file in context.files:
        yield from file.added()


def bad(context: DiffContext) -> Iterator[Remark]:
    for line in added(context):
        if line.text.startswith("bad"):
            fix = retyped(line, line.text.replace("bad", "fine"))
            yield Remark(line.body_line, {"text": line.text}, fix=fix)


def named(name: str, run: Callable[[DiffContext], Iterator[Remark]]) -> Check:
    return Check(f"test.{name}", "", "", Severity.NOTE, DiffContext, run, "tests")


BAD = named("bad", bad)


def mended(patch: Patch, *checks: Check, patience: Patience | None = None) -> Mended:
    one = series(patch)
    found = run([one], checks).findings
    return mend(one, found, checks, None, patience or Endless())


def reasons(patch: Patch, *checks: Check, patience: Patience | None = None) -> set[str]:
    return {why for _, why in mended(patch, *checks, patience=patience).unmended}


def test_each_is_made_on_what_those_before_it_left() -> None:
    first, second = mended(mail(SHORT), BAD).fixups
    assert "-bad one\n+fine one\n bad two\n" in first.diff
    assert " fine one\n-bad two\n+fine two\n" in second.diff
    assert second.instead == (("fine two",),)
    assert not second.is_exact


def test_a_finding_without_a_fix_is_left_alone() -> None:
    plain = named("plain", lambda context: (Remark(line.body_line) for line in added(context)))
    assert mended(mail(SHORT), plain) == Mended()


def test_it_must_fall_silent() -> None:
    def again(context: DiffContext) -> Iterator[Remark]:
        for line in added(context):
            if "one" in line.text:
                yield Remark(line.body_line, fix=retyped(line, f"{line.text}!"))

    assert reasons(mail(SHORT), named("again", again)) == {"it would be found again"}


@pytest.mark.parametrize("word", ["fine", "bad two"])
def test_nothing_else_may_come_or_go(word: str) -> None:
    def other(context: DiffContext) -> Iterator[Remark]:
        lines = [line for line in added(context) if word in line.text]
        if len(lines) < 2:
            yield from (Remark(line.body_line) for line in lines)

    def first(context: DiffContext) -> Iterator[Remark]:
        yield from (remark for remark in bad(context) if "two" in str(remark.facts["text"]))

    assert reasons(mail(SHORT), named("first", first), named("other", other)) == {
        "something else would be found than before"
    }


def test_what_is_found_below_keeps_its_place() -> None:
    def gone(context: DiffContext) -> Iterator[Remark]:
        for line in added(context):
            if "bad" in line.text:
                yield Remark(line.body_line, fix=without([line]))

    def good(context: DiffContext) -> Iterator[Remark]:
        yield from (Remark(line.body_line) for line in added(context) if line.text == "good")

    first, second = mended(mail(SHORT), named("gone", gone), named("good", good)).fixups
    assert "-bad one\n bad two\n" in first.diff
    assert "-bad two\n" in second.diff


def test_a_quote_is_not_mended() -> None:
    assert reasons(quoted(mail(SHORT)), BAD) == {"only a quote of the patch is here"}


def test_what_is_tried_is_bounded() -> None:
    many = "".join(f"+bad {number}\n" for number in range(MOST + 2))
    done = mended(mail(f"Say why.\n---\n=== a.c\n@@\n a\n{many} z\n"), BAD)
    assert len(done.fixups) == MOST
    assert [why for _, why in done.unmended] == ["there are too many"] * 2


def test_what_could_not_be_looked_at_is_not_taken_for_silence() -> None:
    looked = []

    class Short(Endless):
        def enter(self) -> None:
            looked.append(1)
            if len(looked) > 1:
                raise OverdueError(1)

    why = reasons(mail(SHORT), BAD, patience=Short())
    assert why == {"a check could not look at it, or the time was up"}


def test_lines_that_a_mailer_may_have_changed_are_left_alone() -> None:
    patch = mail(SHORT.replace("+good\n", "+good\r\n"))
    assert reasons(patch, BAD) == {"the mail has carriage returns, which git-am(1) drops"}
