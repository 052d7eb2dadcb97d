"""The line that git-am(1) cuts a mail at: ``-- >8 --``, what is above is talk."""

from __future__ import annotations

from reviewbot.regex import regex

_BLADES = ("8<", ">8", "%<", ">%")
_BLADE = regex("[8%]<|>[8%]")
_SHORTEST = 8  # of a line with other words, as "-- >8 -- cut here"; git wants it of any


def is_scissors(line: str) -> bool:
    """Whether a line is scissors as git-mailinfo(1) has it (``is_scissors_line()`` of mailinfo.c).

    Dashes and blades, blanks between them included, are the perforation: it is more than a third
    of what is seen of the line, and less than half of it is blanks.
    """
    if "-" not in line or not _BLADE.search(line):
        return False
    shown = line.strip()
    perforation = blanks = blades = at = 0
    inside = False
    while at < len(shown):
        if shown.startswith(_BLADES, at):
            perforation, blades, inside, at = perforation + 2, blades + 2, True, at + 1
        elif shown[at] == "-":
            perforation, inside = perforation + 1, True
        elif not shown[at].isspace():
            inside = False
        elif inside:
            perforation, blanks = perforation + 1, blanks + 1
        at += 1
    long_enough = len(shown) >= _SHORTEST or perforation == len(shown)
    return bool(
        blades and long_enough and len(shown) < perforation * 3 and blanks * 2 < perforation
    )
