"""Judges the checks: what each must have before it may speak to anybody."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2
import jinja2.meta
import pytest

from reviewbot.checks.api import PeerContext
from reviewbot.checks.example import context_of
from reviewbot.checks.pages import asked_as, cases_of, contract, page_of
from reviewbot.checks.registry import all_checks
from reviewbot.found import locate
from reviewbot.knowledge.load import by_name
from reviewbot.reply.wording import environment, template_root, without, word

if TYPE_CHECKING:
    from reviewbot.checks.api import Check
    from reviewbot.model.finding import Finding

pytestmark = pytest.mark.no_cover  # the tracer doubles its time, and others run the same code

ROOT = Path(__file__).parent.parent
CHECKS = [pytest.param(check, id=check.name) for check in all_checks()]
ASKED = 2  # sentences that ask for what a check remarks on, at least
NOT_ASKED = 1  # sentences in the same words that ask for something else
SWITCHES = {"again", "above", "ask", "here"}  # what compose tells a template besides the facts
_ONE_OF_A_KIND = {check.needs: check for check in all_checks()}


def findings(check: Check) -> list[Finding]:
    """What the check says of its own cases."""
    found = []
    for case in cases_of(check).said:
        context = context_of(case, check)
        found += [locate(check, context.patch, remark) for remark in check.run(context)]
    return found


def test_the_checks_of_the_project_are_found() -> None:
    assert {check.name for check in all_checks()} >= {
        "conversion.incomplete",
        "enum.rank_name",
        "log.wrapped_url",
        "notifier.errno_zero",
        "switch.redundant_case",
        "text.misspelling",
    }


@pytest.mark.parametrize("check", CHECKS)
def test_docstring_and_page_are_a_contract(check: Check) -> None:
    assert check.summary.endswith("."), "the first line is one sentence"
    assert len(check.summary) <= 90
    for part in ("Why it matters:", "Stays quiet:"):
        assert re.search(rf"^{part}", contract(check), re.MULTILINE), f"no paragraph '{part}'"
    assert "TODO" not in contract(check)


@pytest.mark.parametrize("check", CHECKS)
def test_cases_show_both_sides_each_by_a_title_of_its_own(check: Check) -> None:
    cases = cases_of(check)
    assert cases.said, f"no case in {page_of(check)} is commented on"
    assert cases.quiet, f"no case in {page_of(check)} is a near miss"
    titles = [case.title for case in (*cases.said, *cases.quiet)]
    assert len(set(titles)) == len(titles)
    assert not [title for title in titles if re.search(r"\(\d+\)$", title)], "numbered, not titled"
    assert "TODO" not in page_of(check).read_text(encoding="utf-8")


@pytest.mark.parametrize("check", CHECKS)
def test_asked_as_is_a_regex_that_is_not_satisfied_by_anything(check: Check) -> None:
    asked = asked_as(check)
    assert not asked.search("")
    assert not asked.search("Applied, thanks! I will queue this up for the next merge window.")


@pytest.mark.parametrize("check", CHECKS)
def test_asked_as_is_how_reviewers_ask_and_nothing_else(check: Check) -> None:
    asked, cases = asked_as(check), cases_of(check)
    assert len(cases.asked) >= ASKED, "## Asked as has too few sentences"
    assert len(cases.not_asked) >= NOT_ASKED, "## Not asked as has too few sentences"
    assert [text for text in cases.asked if not asked.search(text)] == []
    assert [text for text in cases.not_asked if asked.search(text)] == []


@pytest.mark.slow
@pytest.mark.parametrize("check", CHECKS)
def test_on_its_cases_no_check_finds_anything_that_is_not_called(check: Check) -> None:
    """That each finds what it should, where it is called, is for its own cases."""
    for case in (*cases_of(check).said, *cases_of(check).quiet):
        contexts = {kind: context_of(case, one) for kind, one in _ONE_OF_A_KIND.items()}
        for other in all_checks():
            context = contexts[other.needs]
            if other.needs is PeerContext and other is not check:
                continue  # what a program says in a case it says to the check of the case
            if not other.when.may_be(context):
                assert list(other.run(context)) == [], f"{other.name}: {case.title}"


@pytest.mark.parametrize("check", CHECKS)
def test_a_shape_begins_with_what_is_searched_fast(check: Check) -> None:
    assert [
        shape for shape in check.when.shapes if re.match(r"(?:\(\?:)?(?:\\[bBwWS]|\[)", shape)
    ] == []


@pytest.mark.parametrize("check", CHECKS)
def test_template_uses_exactly_the_facts(check: Check) -> None:
    source = (template_root() / check.template).read_text(encoding="utf-8")
    assert "TODO" not in source
    used = jinja2.meta.find_undeclared_variables(environment(None, set()).parse(source))
    for finding in findings(check):
        assert used - SWITCHES == set(finding.facts), "facts and template variables differ"


@pytest.mark.parametrize("check", CHECKS)
@pytest.mark.parametrize("again", [False, True])
@pytest.mark.parametrize("ask", [False, True])
def test_wording_is_short_and_in_our_voice(check: Check, *, again: bool, ask: bool) -> None:
    templates = environment(None, set())
    for finding in findings(check):
        text = word(templates, check, finding, above=finding if again else None, ask=ask)
        lines = text.split("\n")
        prose = [line for line in lines if not line.startswith((" ", "\t"))]
        assert text.strip() == text
        assert text
        assert len(lines) <= (6 if len(prose) < len(lines) else 4)
        assert all(len(line) <= 72 for line in prose)
        assert not re.search(r"(?i)\b(?:warning|error|severity|reviewbot|please note)\s*:", text)
        assert not re.search(r"(?i)^(?:hi|hello|dear|thanks)\b", text)
        assert not re.search(r"(?im)^(?:reviewed|acked|tested|signed-off)-by:", text)
        assert not any(line.startswith(("#", "|", ">")) for line in lines), "b4 drops such lines"
        if ask:
            assert "?" in text, "what is not sure is asked"


@pytest.mark.parametrize("check", CHECKS)
def test_without_what_varies_there_is_still_something_to_say(check: Check) -> None:
    templates = environment(None, set())
    for finding in findings(check) if check.varies else ():
        assert set(check.varies) <= set(finding.facts)
        assert word(templates, check, without(finding, check.varies), above=None, ask=False)


@pytest.mark.parametrize("check", CHECKS)
def test_what_it_recommends_is_known_with_its_release(check: Check) -> None:
    known = by_name("helpers", "helper")
    for case in cases_of(check).said:
        for remark in check.run(context_of(case, check)):
            assert [name for name in remark.recommends if name not in known] == []


@pytest.mark.parametrize("check", CHECKS)
def test_corpus_has_whole_mails(check: Check) -> None:
    folder = ROOT / "corpus" / "checks" / check.name.replace(".", "/")
    assert list(folder.glob("bad-*.eml")), f"no bad mail in {folder}"
    assert list(folder.glob("good-*.eml")), f"no good mail in {folder}"
    for mail in folder.glob("*.eml"):
        assert "TODO" not in mail.read_text(encoding="utf-8")


@pytest.mark.parametrize("check", CHECKS)
def test_the_page_says_how_often_it_is_wrong(check: Check) -> None:
    counts = r"[\d,]+ hits, [\d,]+ read, [\d,]+ false: "
    assert re.match(counts, cases_of(check).measured), "## Measured begins with the counts"
