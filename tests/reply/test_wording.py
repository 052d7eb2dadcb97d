"""Templates: where they come from, what they get, and how a broken one is reported."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from drafting import check, finding, mail, wording
from reviewbot.errors import UsageError
from reviewbot.reply.wording import environment, listed, render, template_root, word

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from reviewbot.model.finding import Fact

FROB = check("frob.twice")
MAIL = mail("Log.\n---\n=== drivers/misc/frob.c\n@@\n+\tfrob(1);\n")


def said(
    template: str, facts: Mapping[str, Fact], *, again: bool = False, ask: bool = False
) -> str:
    templates = wording({"frob.twice": template})
    point = finding(MAIL, "frob(1)", FROB, facts)
    return word(templates, FROB, point, above=point if again else None, ask=ask)


def test_facts_and_switches_reach_the_template() -> None:
    template = (
        "{% if again %}\nSame here.\n{% elif ask %}\nIs {{ name }}() needed {{ count }} times?\n"
        "{% else %}\n{{ name }}() is called {{ count }} times: {{ where | listed }}.\n{% endif %}\n"
    )
    facts: dict[str, Fact] = {"name": "frob", "count": 2, "where": ("a.c", "b.c")}
    assert said(template, facts) == "frob() is called 2 times: a.c and b.c."
    assert said(template, facts, ask=True) == "Is frob() needed 2 times?"
    assert said(template, facts, again=True) == "Same here."


def test_listed() -> None:
    assert [listed(items) for items in ([], ["a"], ["a", "b"], [1, 2, 3])] == [
        "", "a", "a and b", "1, 2 and 3",
    ]  # fmt: skip


def test_facts_are_values_not_templates() -> None:
    assert said("Drop {{ name }}.", {"name": "{{ 7*7 }}{% raw %}"}) == "Drop {{ 7*7 }}{% raw %}."
    assert said("Drop {{ name }}.", {"name": "<b> & 'c'"}) == "Drop <b> & 'c'."


def test_facts_are_cleaned() -> None:
    hostile = "a\n\n> quoted\r\nBcc: x\x1b[2J\u202e\udc80"
    assert said("Drop {{ name }}.", {"name": hostile}) == "Drop a > quoted Bcc: x[2J."
    assert said("{{ names | join(',') }}", {"names": ("a\nb", "\x1bc")}) == "a b,c"


def test_code_keeps_its_tabs() -> None:
    assert said("So:\n\n    {{ code }}\n", {"code": "\treturn  0;"}) == "So:\n\n    \treturn  0;"


@pytest.mark.parametrize(
    ("template", "why"),
    [
        ("ok\n{% if %}", r"twice\.txt\.j2, line 2: Expected an expression"),
        ("ok\n\n{{ nam }}", r"twice\.txt\.j2, line 3: 'nam' is undefined"),
        ("{{ 1 / 0 }}", r"line 1: division by zero"),
        ("{{ name.__class__.__mro__ }}", r"line 1: access to attribute '__class__' .* is unsafe"),
        ("{% include 'checks/none.j2' %}", "there is no template checks/none.j2"),
    ],
)
def test_a_broken_template_of_the_user_is_one_sentence(
    template: str, why: str, tmp_path: Path
) -> None:
    file = tmp_path / FROB.template
    file.parent.mkdir(parents=True)
    file.write_text(template)
    point = finding(MAIL, "frob(1)", FROB, {"name": "x"})
    with pytest.raises(UsageError, match=why) as raised:
        word(environment(tmp_path, ()), FROB, point, above=None, ask=False)
    assert "\n" not in str(raised.value)
    if "no template" not in why:
        assert str(file) in str(raised.value)


def test_a_template_that_is_not_utf8(tmp_path: Path) -> None:
    (tmp_path / "x.j2").write_bytes(b"\xff\xfe")
    with pytest.raises(UsageError, match=r"template x\.j2: .*decode"):
        render(environment(tmp_path, ()), "x.j2", {})


def test_a_broken_template_without_a_file_is_named() -> None:
    with pytest.raises(UsageError, match=r"template checks/frob/twice\.txt\.j2, line 1: 'a' is"):
        said("{{ a }}", {})


def test_a_missing_template() -> None:
    point = finding(MAIL, "frob(1)", FROB)
    with pytest.raises(UsageError, match=r"^there is no template checks/frob/twice\.txt\.j2$"):
        word(environment(None, ()), FROB, point, above=None, ask=False)


def test_the_user_goes_before_packages_and_they_before_us(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    user = tmp_path / "mine"
    theirs = tmp_path / "their_wording" / "templates" / "reply"
    theirs.mkdir(parents=True)
    (theirs.parents[1] / "__init__.py").touch()
    (theirs.parents[1] / "checks.py").touch()
    (theirs / "same.txt.j2").write_text("theirs")
    (user / "reply").mkdir(parents=True)
    monkeypatch.syspath_prepend(tmp_path)
    values = {"lines": 1, "around": False, "names": (), "alike": 0, "patches": ()}
    try:
        packages = {"their_wording.checks", "reviewbot.checks"}
        assert render(environment(user, packages), "reply/same.txt.j2", values) == "theirs"
        (user / "reply" / "same.txt.j2").write_text("mine")
        assert render(environment(user, packages), "reply/same.txt.j2", values) == "mine"
        ours = environment(None, {"reviewbot.checks"})
        assert render(ours, "reply/same.txt.j2", values) == "Same on 1 more line below."
    finally:
        sys.modules.pop("their_wording", None)


def test_a_package_without_templates_is_no_error() -> None:
    assert environment(None, {"json.decoder"}).list_templates()


def test_a_template_directory_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is not a directory"):
        environment(tmp_path / "absent", ())


def test_our_templates_are_found() -> None:
    assert (template_root() / "reply" / "same.txt.j2").is_file()
