"""The page of ``--format html`` in a real browser, headless Chromium.

Another page holds it in a frame and measures it from outside: its own policy lets no script run.
"""

from __future__ import annotations

import json
import re
import struct
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest

from browsing import DARK, LIGHT, NARROW, WIDE, browse
from loopback import Loopback, Request, serving
from reviewbot.cli import main
from support import CORPUS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.browser

THREAD = CORPUS / "threads" / "frob-listeners.mbox"
INJECTED = """
<script>document.title = "owned"</script>
<svg onload="document.title = 'owned'"></svg>
<img src="/fetched.png" onerror="document.title = 'owned'">
<link rel="stylesheet" href="/fetched.css">
<style>h1 { color: rgb(1, 2, 3) }</style>
<iframe src="/fetched.html"></iframe>
<p id="styled" style="color: rgb(1, 2, 3)">x</p>
"""
HOSTILE = """\
From mboxrd@z Thu Jan  1 00:00:00 1970
From: "<img src=/fetched onerror=alert(1)>" <eve@example.org>
Subject: [PATCH] frob: <script>document.title="owned"</script>"><img src=/fetched.png>
Message-ID: <hostile@example.org>
Date: Mon, 12 Jan 2026 10:00:00 +0100
Content-Type: text/plain; charset=utf-8

</code></div></details><script>document.title = "owned"</script>
<style>body { display: none }</style><base href="http://127.0.0.1:9/">
LONG
See https://lore.kernel.org/all/
	alpine.LNX.2.00.2601021216491.22700@pobox.example.org/

Signed-off-by: Eve <eve@example.org>
---
 a.c | 1 +
 1 file changed, 1 insertion(+)

--- a/a.c
+++ b/a.c
@@ -1,1 +1,5 @@
+static int a_event(struct notifier_block *nb, unsigned long event, void *data)
+{
+	return notifier_from_errno(0); /* "><img src=/fetched.png onerror="alert(1)"> LONG */
+}
 int a;
""".replace("LONG", "long" * 100)
PROBE = """<!DOCTYPE html><meta charset="utf-8"><style>iframe { border: 0; height: 900px }</style>
<iframe src="/page" width="%d"></iframe><pre id="said">nothing</pre><script>
const frame = document.querySelector("iframe")
frame.onload = () => {
  const page = frame.contentDocument, root = page.documentElement
  page.getElementById("CHOICE")?.click()
  const box = (what) => what.getBoundingClientRect().toJSON()
  const color = (what) => getComputedStyle(page.querySelector(what))
  document.getElementById("said").textContent = JSON.stringify({
    title: page.title, scripts: page.scripts.length, width: root.scrollWidth,
    clipped: [...page.querySelectorAll("body *")].filter((e) => e.scrollWidth > root.clientWidth).length,
    display: color("body").display, page: color("body").backgroundColor, h1: color("h1").color,
    styled: page.getElementById("styled") && color("#styled").color,
    shown: Object.fromEntries(["article", ".index > li", ".rows > aside"].map((what) =>
      [what, [...page.querySelectorAll(what)].filter((e) => e.checkVisibility()).length])),
    notes: [...page.querySelectorAll(".rows > aside")].map((note) => {
      let row = note; while (!row.classList.contains("l")) row = row.previousElementSibling
      return { line: row.textContent, text: note.textContent, note: box(note), row: box(row) }
    }),
  })
}
</script>"""


@pytest.fixture
def page(capsys: pytest.CaptureFixture[str]) -> str:
    """The page of the thread that is shipped."""
    return made(THREAD, capsys)


@pytest.fixture
def evil(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """The page of a mail that wants to be one."""
    path = tmp_path / "hostile.mbox"
    path.write_text(HOSTILE, encoding="utf-8")
    return made(path, capsys)


def made(thread: Path, capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["thread", str(thread), "--format", "html", "--as-final"]) == 0
    return capsys.readouterr().out


def served(page: str, width: int, choice: str) -> Iterator[Loopback]:
    """A server with the page and the one that measures it, when it was chosen what to see."""

    def answer(request: Request) -> None:
        pages = {"/page": page, "/probe": PROBE.replace("CHOICE", choice) % width}
        if request.path in pages:
            kind = {"Content-Type": "text/html; charset=utf-8"}
            request.send(pages[request.path].encode(), headers=kind)
        else:
            request.send(b"", 404)

    with serving(answer) as server:
        yield server


def measured(  # noqa: PLR0913, PLR0917  what a browser is told
    chromium: str,
    profile: Path,
    page: str,
    width: int,
    scheme: int = LIGHT,
    choice: str = "show-all",
) -> tuple[dict[str, Any], list[str]]:
    """What the page looks like in a frame that wide, and what was asked of its server."""
    for server in served(page, width, choice):
        dom = browse(
            *(chromium, profile, f"{server.url}/probe", "--virtual-time-budget=10000"),
            *("--dump-dom", f"--window-size={width + 100},1000"),
            scheme=scheme,
        )
        said = re.search(r'<pre id="said">(.*?)</pre>', dom, re.DOTALL)
        assert said
        asked = [line for line in server.asked if "favicon" not in line]
        found = json.loads(unescape(said[1]))
        assert isinstance(found, dict)
        return found, asked
    raise AssertionError


def test_notes_are_beside_their_lines_where_there_is_room(
    chromium: str, profile: Path, page: str
) -> None:
    found, _ = measured(chromium, profile, page, WIDE)
    case = next(each for each in found["notes"] if "FROB_EVENT_READY" in each["text"])
    assert case["line"].endswith("case FROB_EVENT_READY:")
    for each in found["notes"]:
        assert each["note"]["left"] >= each["row"]["right"]
        assert each["note"]["right"] <= WIDE
        assert each["note"]["top"] >= each["row"]["top"] - 1
    first = found["notes"][0]
    assert abs(first["note"]["top"] - first["row"]["top"]) < 10
    for above, below in zip(found["notes"], found["notes"][1:], strict=False):
        assert below["note"]["top"] >= above["note"]["bottom"]


@pytest.mark.parametrize("name", ["page", "evil"])
def test_a_narrow_page_need_not_be_scrolled_sideways(
    name: str, chromium: str, profile: Path, request: pytest.FixtureRequest
) -> None:
    found, _ = measured(chromium, profile, request.getfixturevalue(name), NARROW)
    assert found["width"] == NARROW
    assert found["clipped"] == 0
    assert found["notes"]
    for each in found["notes"]:
        assert each["note"]["top"] >= each["row"]["bottom"]
        assert each["note"]["right"] <= NARROW


def test_it_is_light_or_dark_as_the_reader_likes(chromium: str, profile: Path, page: str) -> None:
    light, _ = measured(chromium, profile, page, WIDE, LIGHT)
    dark, _ = measured(chromium, profile, page, WIDE, DARK)
    assert light["page"] == "rgb(255, 255, 255)"
    assert dark["page"] == "rgb(15, 18, 22)"


@pytest.mark.parametrize(
    ("choice", "mails", "notes"),
    [("all", 4, 11), ("warning", 1, 1), ("said", 1, 1)],
)
def test_a_reader_sees_what_they_chose(  # noqa: PLR0913, PLR0917  fixtures
    choice: str, mails: int, notes: int, chromium: str, profile: Path, page: str
) -> None:
    """Without a script: the buttons, and how keys reach them, are the browser's own."""
    found, _ = measured(chromium, profile, page, WIDE, choice=f"show-{choice}")
    assert found["shown"] == {"article": mails, ".index > li": mails, ".rows > aside": notes}


def test_printed_all_is_open(chromium: str, profile: Path, page: str, tmp_path: Path) -> None:
    """It takes as many pages as with nothing folded: each fold here is two pages long."""
    rows = '<div class="l"><code>x</code></div>' * 100
    folded = page.replace("</summary>", f"</summary>{rows}")
    opened = re.sub('<details (class="[^"]*")( open)?', r"<details \1 open", folded)
    assert opened.count(" open") > folded.count(" open")

    def pages(text: str) -> int:
        (tmp_path / "page.html").write_text(text, encoding="utf-8")
        made = tmp_path / "page.pdf"
        browse(chromium, profile, (tmp_path / "page.html").as_uri(), f"--print-to-pdf={made}")
        return len(re.findall(rb"/Type */Page\b", made.read_bytes()))

    assert pages(folded) == pages(opened) > opened.count("</summary>")


def test_hostile_mail_is_inert(chromium: str, profile: Path, evil: str) -> None:
    found, asked = measured(chromium, profile, evil, WIDE)
    assert found["title"].startswith('Review: frob: <script>document.title="owned"</script>')
    assert found["scripts"] == 0
    assert found["display"] == "block"
    assert any("onerror" in each["line"] for each in found["notes"])
    assert asked == ["GET /probe", "GET /page"]


def test_the_policy_stops_what_got_in(chromium: str, profile: Path, page: str) -> None:
    found, asked = measured(chromium, profile, page.replace("</main>", f"{INJECTED}</main>"), WIDE)
    assert found["scripts"] == 1
    assert found["title"].startswith("Review: frob")
    assert "rgb(1, 2, 3)" not in (found["styled"], found["h1"])
    assert asked == ["GET /probe", "GET /page"]


@pytest.mark.parametrize(
    ("width", "scheme"), [(WIDE, LIGHT), (WIDE, DARK), (NARROW, LIGHT)], ids=str
)
def test_screenshots_can_be_made(  # noqa: PLR0913, PLR0917  fixtures
    width: int, scheme: int, chromium: str, profile: Path, page: str, tmp_path: Path
) -> None:
    """For a person to look at: they are kept below pytest's temporary directory."""
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    shot = tmp_path / "page.png"
    browse(
        *(chromium, profile, (tmp_path / "page.html").as_uri(), f"--screenshot={shot}"),
        f"--window-size={width},3000",
        scheme=scheme,
    )
    head = shot.read_bytes()[:24]
    assert head.startswith(b"\x89PNG")
    assert struct.unpack(">II", head[16:24]) == (width, 3000)
