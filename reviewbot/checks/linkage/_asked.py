"""How reviewers ask about what a patch leaves unused, be it a name or a parameter."""

from __future__ import annotations

UNUSED = (
    r"(?i)\b(?:is|are|becomes?|be) (?:now |then )?(?:un|not |no longer |never )used\b(?! (?:by|on|until|for)\b)"
    r"|\b(?:not|n['’]t) used any ?more\b|\bunused (?:now|after|then)\b"
    r"|\bno (?:more |other )?(?:users?|callers?) (?:left|anymore|any more|remain)"
    r"|\b(?:last|only) (?:user|caller)\b[^.?!]{0,40}\b(?:remov|gone|dropp?)"
    r"|\bleaves\b[^.?!]{0,40}\b(?:without (?:a |any )?(?:users?|callers?)|unused)\b"
)
