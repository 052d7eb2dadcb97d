"""The pages of the watch in a real browser, headless Chromium: measured in a frame, from outside."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest

from browsing import DARK, LIGHT, NARROW, WIDE, browse
from loopback import Request, serving
from replayed import BAD, patch
from reviewbot.reply.wording import template_root
from reviewbot.watch.status.site import pages
from watched import EVIL, Watched, lived

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.browser

PROBE = """<!DOCTYPE html><meta charset="utf-8"><style>iframe { border: 0; height: 900px }</style>
NAMES.map<pre id="said">nothing</pre><script>
const said = {}
const frames = [...document.querySelectorAll("iframe")]
let left = frames.length
for (const frame of frames) frame.onload = () => {
  const page = frame.contentDocument, root = page.documentElement, view = frame.contentWindow
  for (const each of page.querySelectorAll("details")) each.open = true
  frame.focus()
  const stops = [...page.querySelectorAll("a[href], summary")].map((each) => {
    each.focus()
    const outline = view.getComputedStyle(each).outlineStyle
    return page.activeElement === each && (outline !== "none" || each.className === "skip")
  })
  said[frame.title] = {
    width: root.scrollWidth, scripts: page.scripts.length, stops,
    clipped: [...page.querySelectorAll("body *:not(.skip, svg, svg *)")].filter((e) => e.scrollWidth > root.clientWidth).length,
    page: view.getComputedStyle(page.body).backgroundColor,
    bars: page.querySelectorAll(".plot rect").length,
  }
  if (--left === 0) document.getElementById("said").textContent = JSON.stringify(said)
}
</script>"""


@pytest.mark.parametrize(("width", "scheme"), [(WIDE, LIGHT), (WIDE, DARK), (NARROW, LIGHT)])
def test_each_page_is_readable_by_anybody(
    width: int, scheme: int, chromium: str, profile: Path, tmp_path: Path
) -> None:
    watched = Watched(tmp_path)
    lived(watched)
    raw = patch("evil", BAD, 31).replace(b"misc: evil", EVIL.encode() + b"long" * 100)
    watched.turn(52, raw)
    made = {name: page for name, page in pages(watched.status(), template_root()).items()
            if name.endswith(".html")}  # fmt: skip
    found = measured(made, width, chromium, profile, scheme)
    assert sorted(found) == ["checks.html", "index.html", "list-frob.html"]
    for name, page in found.items():
        assert (page["width"], page["clipped"], page["scripts"]) == (width, 0, 0), name
        assert page["page"] == ("rgb(255, 255, 255)" if scheme == LIGHT else "rgb(15, 18, 22)")
        assert len(page["stops"]) > 4, name
        assert all(page["stops"]), f"{name}: all can be reached and seen with the keyboard"
    assert found["index.html"]["bars"] > 3


def measured(
    made: dict[str, str], width: int, chromium: str, profile: Path, scheme: int
) -> dict[str, Any]:
    """What the pages look like in frames that wide, by name."""
    frames = "".join(f'<iframe src="/{n}" title="{n}" width="{width}"></iframe>' for n in made)
    probe = PROBE.replace("NAMES.map", frames)

    def answer(request: Request) -> None:
        page = probe if request.path == "/probe" else made.get(request.path[1:], "")
        request.send(page.encode(), headers={"Content-Type": "text/html; charset=utf-8"})

    with serving(answer) as server:
        dom = browse(
            *(chromium, profile, f"{server.url}/probe", "--virtual-time-budget=10000"),
            *("--dump-dom", f"--window-size={width + 100},1000"),
            scheme=scheme,
        )
    said = re.search(r'<pre id="said">(.*?)</pre>', dom, re.DOTALL)
    assert said
    found = json.loads(unescape(said[1]))
    assert isinstance(found, dict)
    return found
