"""The page, as a parser of HTML sees it; tests/test_browser.py shows it to a browser."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from drafting import check, finding, mail, quoted, series, wording
from reviewbot import __version__
from reviewbot.checks.api import Confidence, Severity
from reviewbot.cli import main
from reviewbot.cli.exits import FAILED
from reviewbot.fetch.fetched import Fetched
from reviewbot.fetch.mboxrd import split_mbox
from reviewbot.model.comment import Comment
from reviewbot.model.finding import Failure, Finding, Related, Skipped
from reviewbot.model.mail import Address, Defect
from reviewbot.model.patch import Span
from reviewbot.model.review import Coverage, Reference, Review
from reviewbot.model.series import Prior
from reviewbot.pipeline import Options
from reviewbot.pipeline import review as reviewed
from reviewbot.reply.compose import compose
from reviewbot.reply.held import Policy
from reviewbot.reply.wording import template_root
from reviewbot.report.html import render
from reviewbot.thread.prior import PriorIndex
from support import CORPUS

if TYPE_CHECKING:
    from reviewbot.model.patch import Patch
    from support import Golden

CHECK = check("frob.twice", Severity.WARNING)
COVER = mail("All of it.\n\n-- \n2.43.0\n", "[PATCH v2 0/2] misc: frob: All of it")
ONE = mail(
    "A prioroty.\n\nSigned-off-by: Ada <ada@example.org>\n---\n"
    "diff --git a/drivers/misc/frob.c b/drivers/misc/frob.c\nindex 1234567..89abcde 100644\n"
    "=== drivers/misc/frob.c\n@@ int frob(void)\n int a;\n-\told();\n+\tfrob(1);\n"
    "=== b.c\n@@\n+\tquiet();\n",
    "[PATCH v2 1/2] misc: frob: Do a thing",
)
_VOID = {"meta", "br", "input"}
_OURS = re.compile(
    "html|head|meta|title|style|body|header|main|nav|section|article|h1|h2|h3|p|br|b|a|ul|li|details"
    "|summary|div|span|code|pre|aside|dl|dt|dd|footer|fieldset|legend|label|input"
)


class Page(HTMLParser):
    """Elements in order, each with its attributes and all the text in it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None], list[str]]] = []
        self.unclosed: list[int] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs), []))
        if tag not in _VOID:
            self.unclosed.append(len(self.elements) - 1)

    def handle_endtag(self, tag: str) -> None:
        assert self.elements[self.unclosed.pop()][0] == tag

    def handle_data(self, data: str) -> None:
        for index in self.unclosed:
            self.elements[index][2].append(data)

    def all(self, tag: str, kind: str = "") -> list[str]:
        """The texts of elements of this tag and class."""
        return [
            "".join(text)
            for name, attributes, text in self.elements
            if name == tag and kind in [*(attributes.get("class") or "").split(" "), ""]
        ]

    def order(self) -> list[str]:
        """Ids, as they follow on each other."""
        return [name for _, attributes, _ in self.elements if (name := attributes.get("id"))]


def review(*findings: Finding, mails: tuple[Patch, ...] = (COVER, ONE)) -> Review:
    one = series(*mails)
    templates = wording({CHECK.name: "Drop\nit.\n\n    code();\n"})
    drafts, done = compose([one], findings, [CHECK], templates, Policy())
    return Review("thread.mbox", (one,), (), done, (), (), (), drafts)


def shown(review: Review) -> Page:
    """The page, which is well-formed: what is opened is closed, in order."""
    page = Page(render(review, template_root(), "https://lore.example.org/%s/"))
    assert not page.unclosed
    return page


def test_a_finding_follows_its_line() -> None:
    page = shown(review(finding(ONE, "frob(1)", CHECK), finding(ONE, "prioroty", CHECK)))
    order = page.order()
    for line, note in (("m2l1", "m2f1"), ("m2l12", "m2f2")):
        assert order[order.index(line) + 1] == note
    texts = {
        attributes.get("id"): " ".join("".join(text).split())
        for _, attributes, text in page.elements
    }
    assert texts["m2l12"] == "2+ frob(1);"
    id_ = finding(ONE, "frob(1)", CHECK).id
    assert texts["m2f2"] == f"2 frob.twice {id_} · warning Drop it. code();"
    assert texts["m2l1"] == "A prioroty."


def test_only_files_with_findings_are_open_and_none_is_left_out() -> None:
    page = shown(review(finding(ONE, "frob(1)", CHECK)))
    files = [attributes for tag, attributes, _ in page.elements if tag == "details"]
    assert ["open" in attributes for attributes in files] == [False, True, False, False]
    titles = [" ".join(text.split()) for text in page.all("summary")]
    assert titles == [
        "Cover letter 1 line",
        "drivers/misc/frob.c +1 −1, 1 finding",
        "b.c +1 −0",
        "Draft: Re: [PATCH v2 1/2] misc: frob: Do a thing",
    ]
    (reply,) = page.all("details", "draft")
    assert "> +\tfrob(1);\n\nDrop it.\n\n    code();\n" in reply
    rows = page.all("code")
    assert not [row for row in rows if row.startswith(("diff --git", "index ", "--- a", "+++ b"))]
    assert "2.43.0" not in rows


def test_a_finding_on_a_header_shows_the_header() -> None:
    page = shown(review(finding(ONE, "+++ b/b.c", CHECK)))
    assert "+++ b/b.c" in page.all("code")


def test_the_index_leads_to_every_finding() -> None:
    low = finding(ONE, "prioroty", CHECK, confidence=Confidence.LOW)
    raised = replace(finding(ONE, "old()", CHECK), raised_by="r@x")
    point = finding(ONE, "frob(1)", CHECK)
    point = replace(point, related=(Related(11, "was here"), Related(1, "see there")))
    page = shown(replace(review(point, low, raised), people={"r@x": "Rob"}))
    links = {a["href"]: "".join(t) for tag, a, t in page.elements if tag == "a" and "href" in a}
    assert set(links) >= {"#m1", "#m2", "#m2f1", "#m2f2", "#m2l11"}
    inner = {href[1:] for href in links if href and href.startswith("#")}
    assert inner <= set(page.order())
    assert links["#m2f3"] == "drivers/misc/frob.c:2"
    assert links["#m2l11"] == "drivers/misc/frob.c:2"
    assert page.all("span", "faint")[:2] == ["(no more than a hint)", "(raised by Rob)"]
    whys = ["not drafted: no more than a hint", "not drafted: raised by Rob"]
    assert all(w in text for w, text in zip(whys, page.all("aside", "is-held"), strict=True))
    assert any("drivers/misc/frob.c:2 old();: was here" in text for text in page.all("aside"))
    assert any("log, line 1 A prioroty.: see there" in text for text in page.all("aside"))


def test_what_is_about_the_subject_says_so() -> None:
    made = review(finding(ONE, "prioroty", CHECK), finding(ONE, "Signed-off-by", CHECK))
    first, *rest = made.findings
    page = shown(replace(made, findings=(replace(first, check="subject.frob"), *rest)))
    assert page.all("a", "where") == ["subject", "trailers, line 3"]


def test_what_was_not_looked_at_is_named() -> None:
    one = replace(
        review(),
        left_out=((series(ONE), "superseded by v3"),),
        skipped=(
            *(Skipped(f"a.{name}", "1@x", "a.c: no blob") for name in "abcd"),
            *(Skipped(f"a.{name}", "2@x", "b.c: no blob") for name in "abcd"),
            Skipped("c.d", "2@x", "too large"),
        ),
        tree=Reference("/linux", "c0ffee", "v6.12"),
        known={
            "1@x": Coverage("diff", ("a.c: no blob",)),
            "2@x": Coverage("diff", ("b.c: no blob",)),
        },
        failures=(Failure("c.d", "1@x", "KeyError: 'x'"),),
        defects=(Defect("1@x", "diff", "a.c: wrapped"),),
    )
    page = shown(one)
    said = page.all("p")
    assert "misc: frob: Do a thing (v2): superseded by v3." in said
    why = "their files are not in v6.12 as the patches know them; each patch says which"
    assert f"By 4 checks, 2 mails: {why}." in said
    assert "By c.d, 1 mail: too large." in said
    assert "diff: a.c: wrapped (<1@x>)." in said
    assert page.all("p", "alarm") == ["check failed: c.d on <1@x>: KeyError: 'x'"]
    assert page.all("p", "outcome") == ["nothing found"]


def test_how_a_patch_is_known_is_said() -> None:
    there = quoted(ONE, whole=False)
    one = replace(
        review(mails=(there,)),
        tree=Reference("/linux", "c0ffee", "v6.12"),
        known={ONE.message.message_id: Coverage("applied", ("no blob",))},
    )
    metas = shown(one).all("p", "meta")
    assert any(
        "/linux at v6.12; whole files known for 1 of 1 patch, 1 in another version" in text
        for text in metas
    )
    assert metas[-1].endswith(
        "only known from the quote in <reply@example.org>, in part; context: applied (no blob)"
    )


def test_several_series_have_a_heading_each() -> None:
    one = review()
    page = shown(replace(one, series=(*one.series, series(replace(ONE)))))
    assert page.all("h2") == ["misc: frob: All of it (v2)", "misc: frob: Do a thing (v2)"]
    assert len(set(page.order())) == len(page.order())


@pytest.mark.parametrize(
    ("header", "title"),
    [
        ("similarity index 100%\nrename from old.c\nrename to new.c", "old.c → new.c (renamed)"),
        ("similarity index 100%\ncopy from old.c\ncopy to new.c", "old.c → new.c (copied)"),
        ("new file mode 100644\nindex 000..123\n--- /dev/null\n+++ b/new.c\n@@\n+x", "new.c (new)"),
        (
            "deleted file mode 100644\nindex 123..000\n--- a/old.c\n+++ /dev/null\n@@\n-x",
            "old.c (deleted)",
        ),
        ("index 123..456 100644\nBinary files a/old.c and b/new.c differ", "(binary)"),
    ],
)
def test_what_became_of_a_file_is_in_its_title(header: str, title: str) -> None:
    old = "new.c" if "(new)" in title else "old.c"
    new = "old.c" if "(deleted)" in title else "new.c"
    one = mail(f"Log.\n---\ndiff --git a/{old} b/{new}\n{header}\n")
    (text,) = shown(review(mails=(one,))).all("summary")
    assert title in text


def test_a_missing_newline_does_not_cut_a_file_in_two() -> None:
    one = mail(
        "Log.\n---\n=== a.c\n@@ -1 +1 @@\n-x\n\\ No newline at end of file\n+y\n\\ No newline at end of file\n"
    )
    page = shown(review(finding(one, "+y", CHECK), mails=(one,)))
    assert len(page.all("details", "file")) == 1
    assert page.all("details", "file")[0].count("No newline") == 2


EVIL = (
    '</pre></code></style></title><script>alert(1)</script>"><img src=x onerror=alert(1)>'
    "<!-- &amp; {{ 7 * 7 }} {% raw %} \x1b[2J\u202e\u2066\ud800\x00"
)


def hostile() -> Review:
    one = mail(
        f'{EVIL} frob\n---\n=== "><script>alert(1)</script>\n@@ {EVIL}\n+{EVIL}\n',
        f"[PATCH] {EVIL}",
        author=Address(EVIL, f"{EVIL}@example.org"),
        message_id=f"{EVIL}@example.org",
        cc="<script>alert(1)</script> <x@example.org>",
    )
    point = finding(one, "frob", CHECK, confidence=Confidence.LOW)
    point = replace(point, path=EVIL, raised_by=EVIL, related=(Related(1, EVIL),))
    said = finding(one, f"+{EVIL}", CHECK)
    reply = replace(one.message, lines=(EVIL,), message_id=EVIL)
    comment = Comment(reply, Span(1, 2), f"{EVIL}\n\n\t{EVIL}", one.message.message_id, 1)
    before = mail(f"{EVIL}\n---\n=== {EVIL}\n@@ {EVIL}\n+{EVIL}\n", f"[PATCH] {EVIL}")
    prior = Prior(earlier=(series(before),), comments=(comment,), robots=(replace(comment, at=0),))
    shown = review(point, said, mails=(one,))
    return replace(
        shown,
        source=EVIL,
        findings=tuple(replace(each, text=f"{EVIL}\n\n\t{EVIL}") for each in shown.findings),
        left_out=((series(one), EVIL),),
        skipped=(Skipped("a.b", "1@x", EVIL),),
        failures=(Failure(EVIL, EVIL, EVIL),),
        defects=(Defect(EVIL, "diff", EVIL),),
        tree=Reference(EVIL, EVIL, EVIL),
        known={one.message.message_id: Coverage("diff", (EVIL,))},
        newer=(3, EVIL),
        people={EVIL: EVIL},
        prior=lambda _series: prior,
        public=frozenset((EVIL, one.message.message_id, before.message.message_id)),
    )


def test_hostile_text_is_text() -> None:
    page = shown(hostile())
    attributes = {name for _, given, _ in page.elements for name in given}
    assert not [tag for tag, _, _ in page.elements if not _OURS.fullmatch(tag)]
    assert attributes <= {
        *("lang", "charset", "http-equiv", "content", "name", "class", "id", "href", "open"),
        *("aria-label", "type", "checked", "rel"),
    }
    assert not [name for name in attributes if name.startswith("on")]
    hrefs = {href for _, given, _ in page.elements if (href := given.get("href"))}
    assert all(href.startswith(("#", "mailto:", "https://lore.example.org/")) for href in hrefs)
    assert any("<script>alert(1)</script>" in text for text in page.all("code"))


def test_what_reorders_or_hides_text_is_spelled_out() -> None:
    text = render(hostile(), template_root(), "https://lore.example.org/%s/")
    assert not [c for c in text if c not in "\n\t" and not c.isprintable()]
    assert "^[[2J&lt;U+202E&gt;&lt;U+2066&gt;\ufffd^@" in text
    text.encode("utf-8")


def test_a_reader_can_choose_what_to_see() -> None:
    low = finding(ONE, "prioroty", CHECK, confidence=Confidence.LOW)
    page = shown(review(finding(ONE, "frob(1)", CHECK), low))
    assert [" ".join(text.split()) for text in page.all("label")] == [
        "all 2",
        "drafted 1",
        "not drafted 1",
    ]
    style = page.all("style")[0]
    for tag, attributes, _ in page.elements:
        if tag == "input" and attributes["id"] != "show-all":
            assert f":has(#{attributes['id']}:checked)" in style
    assert not shown(review(low)).all("label")


def test_nothing_may_be_fetched_or_run() -> None:
    text = render(review(), template_root())
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
    assert style
    digest = b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
    assert policy
    assert policy[1].split("; ") == [
        "default-src 'none'",
        f"style-src 'sha256-{digest}'",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    assert text.index("Content-Security-Policy") < text.index("<style>")
    assert "url(" not in style[1]
    assert "@import" not in style[1]


def test_equal_input_gives_equal_output() -> None:
    point = finding(ONE, "frob(1)", CHECK)
    assert render(review(point), template_root()) == render(review(point), template_root())


def test_it_is_as_accepted(capsys: pytest.CaptureFixture[str], golden: Golden) -> None:
    """All but its style: links, comments, what changed since v1, a draft and its mailto."""
    here = Path(__file__).parent
    only = ("--check", "errors.redundant_check", "--voice", "none")
    assert main(["thread", str(here / "frob-v2.mbox"), "--format", "html", *only]) == 0
    page = re.sub(r"(?s)<style>.*?</style>\n|sha256-[^']*", "", capsys.readouterr().out)
    golden(here / "frob-v2.html", page.replace(f"{here}/", "").replace(__version__, "VERSION"))


def test_mails_that_came_by_no_list_are_not_linked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    private = tmp_path / "private.mbox"
    text = (Path(__file__).parent / "frob-v2.mbox").read_text()
    private.write_text(re.sub("(?m)^List-Id: .*\n", "", text))
    assert main(["thread", str(private), "--format", "html"]) == 0
    assert "lore.kernel.org" not in capsys.readouterr().out


@pytest.mark.parametrize("is_listed", [True, False])
def test_what_a_server_has_is_public(*, is_listed: bool) -> None:
    mbox = (Path(__file__).parent / "frob-v2.mbox").read_bytes()
    raws = split_mbox(re.sub(rb"(?m)^List-Id: .*\n", b"", mbox))
    outcome = reviewed(Fetched(raws, "v2-2@example.org", "x", is_listed=is_listed), Options())
    assert ("v2-2@example.org" in outcome.public) is is_listed
    assert ("said-2@example.org" in outcome.public) is is_listed


def test_a_series_that_breaks_is_still_shown(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(_self: PriorIndex, _series: object) -> None:
        raise KeyError("x")

    monkeypatch.setattr(PriorIndex, "of", broken)
    thread = CORPUS / "threads" / "frob-listeners.mbox"
    assert main(["thread", str(thread), "--format", "html"]) == FAILED
    page = Page(capsys.readouterr().out)
    assert "could not be reviewed: KeyError" in page.all("p", "alarm")[0]
    assert page.all("article")


def test_the_command_prints_the_page(capsys: pytest.CaptureFixture[str]) -> None:
    thread = CORPUS / "threads" / "frob-listeners.mbox"
    assert main(["thread", str(thread), "--format", "html"]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("<!DOCTYPE html>\n")
    assert out.endswith("</html>\n")
    assert err == ""
    assert not Page(out).unclosed
