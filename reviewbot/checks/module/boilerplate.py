"""New file with both an SPDX line and the text of the licence that the line stands for.

Where the text is of another version of it, the remark asks which of them is meant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.checks.api import C, DiffContext, Remark, Severity, When
from reviewbot.context.head_comment import head_comment
from reviewbot.regex import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

SEVERITY = Severity.NOTE
NIT = True
ONCE = True
ASIDE = True
FINAL_ONLY = True
KERNEL_ONLY = True
WHEN = When(files=C, signs=("SPDX-License-Identifier:",))

_SPDX = regex(r"SPDX-License-Identifier:[ \t]*(GPL-[\w.+-]+)(?:[ \t]*\*/)?[ \t]*$")
_TEXT = regex(  # how the notice of the GPL begins, and what is left of it where it is cut
    r"This (?:program|file|driver|software|code|module|source code|library) is (?:free software|distributed (?:in the hope|under))"
    r"|terms (?:and conditions )?of the GNU General Public License"
    r"|GNU General Public License for more details"
)


def check(context: DiffContext) -> Iterator[Remark]:
    """Remark where the notice of each such file begins."""
    for file in context.files:
        head = head_comment(file)
        spdx = next((found for line in head[:2] if (found := _SPDX.search(line.text))), None)
        notice = next((line for line in head if _TEXT.search(line.text)), None)
        if spdx and notice:
            text = " ".join(line.text.strip("/* \t") for line in head)
            says = "" if _is_later(text) == spdx[1].endswith(("+", "-or-later")) else _told(text)
            yield Remark(notice.body_line, {"spdx": spdx[1], "says": says})


def _is_later(text: str) -> bool:
    """Whether the text allows a later version of the licence."""
    return "any later version" in text or "or later" in text


def _told(text: str) -> str:
    """The version the text tells, in words; empty where it tells none."""
    if _is_later(text):
        return "version 2 or later"
    return "version 2" if "ersion 2" in text else ""
