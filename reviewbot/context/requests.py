"""Whether a reviewer's comment asks for a change, by its English.

Strict: what may be a question, praise, musing, or leaves the change to the author is no request.
"""

from __future__ import annotations

import re

from reviewbot.regex import regex

_MOST = 2_000  # characters of a comment that are looked at
_SENTENCE = regex(r"(?<=[.!?])\s+(?=[\"'A-Z(])|\n\s*\n")
_POLITE = regex(r"(?:can|could|would) you (?=.*\bplease\b)(?:please )?", re.IGNORECASE)
_VERBS = (
    r"(?:use|drop|remove|delete|add|insert|move|rename|fix|replace|check|put|align|sort|avoid|wrap"
    r"|convert|return|define|initiali[sz]e|change|squash|document|split|mention|reorder|merge"
    r"|simplify|indent|order|propagate|handle|store|call|make|keep|write|include|declare|inline"
    r"|get rid of|switch to|stick to|limit|correct|update|factor out|free|release|unlock|print"
    r"|do(?: not|n['’]t) [a-z]+|never [a-z]+)"
)
_ASKS = regex(
    rf"^(?:nit(?:pick)?s?\s?[:,-]?\s*|minor\s?[:,-]\s*|(?:also|and|so|then|or|again|here)[,:]?\s"
    rf"|same here[,:;]\s|(?:please|pls|just|simply)[,:]?\s)*+{_VERBS}\b(?!\s*[:=(])"
    r"|\b(?:please|pls)\b"
    r"|(?:\b(?:should|must|ought to)|^(?:this|it|you|these|that)(?: also| still)? (?:needs?|ha(?:s|ve))(?: to)?)"
    r" (?:also |rather |really |just |probably )*"
    r"(?:be|use|have|go|say|match|read|come|check|return|move|call|drop|add)\b"
    r"|\b(?:can|could) (?:also |just |simply |all |now |safely )*(?:be )?"
    r"(?:removed?|dropped|drop|replaced?|simplified|static|const|merged|omitted|avoided|shortened)\b"
    r"|\b(?:is|are|be)(?: not|n['’]t) (?:really |actually )?(?:needed|necessary|required)\b"
    r"|\b(?:unneeded|unnecessary|redundant|superfluous|pointless|useless|no need (?:for|to))\b"
    r"|^(?:blank|empty) line(?: here| missing| please)*[.!]*$"
    r"|^(?:missing|unused|stray|extra|duplicated?|spurious|trailing|doubled?)\b"
    r"|\b(?:white ?space|indentation|alignment|formatting|line)s? (?:is|are) "
    r"(?:broken|wrong|off|messed|damaged|odd|missing|too long)\b"
    r"|\b(?:weird|wrong|bad|broken|messed(?: up)?|odd|incorrect) "
    r"(?:white ?space|indentation|alignment|formatting)\b"
    r"|\bthere(?: is|['’]s| are) (?:a |an |some )?(?:trailing|stray|extra|double|missing|unneeded)\b"
    r"|\btypos?\b|^s([/|,])[^/|,\n]{2,60}\1[^/|,\n]{2,60}",
    re.IGNORECASE,
)
# of the sentence: what leaves it open, or is about more than the lines it stands below
_OPEN = regex(
    r"\b(?:follow-?up|separate(?:ly)?|another (?:patch|series)|split|pre-?existing|wonder\w*|curious"
    r"|personal\w*|perhaps|maybe|might|may|not sure|whatever|alternatively|or else|either"
    r"|otherwise|consider|looks? good|lgtm|nice|great|agree|fine|ok(?:ay)?|thanks|makes sense"
    r"|re-?base|re-?send|re-?post|send|change ?log|cover letter|subject|patch(?:es|set)?|series"
    r"|commit (?:message|msg|log|title|subject|description)|maintainers?|v\d+|version|bot|discuss\w*"
    r"|explain|elaborate|clarify|why|applied|queued|picked|read|see|reply|ignore|note|review|test"
    r"|i(?:['’](?:ll|d|ve|m))?|would|if|unless|until|because of your|let me know|cc|tell)\b"
    r"|checkpatch|get_maintainer|https?:|^(?:warning|error|check)\b|>$"
    r"|before (?:you|the|your|next|posting|submi\w*|sending)|submi(?:t|ssion)\w*|scripts?|tools?"
    r"|\b(?:use|run|try|check|do|follow|read|fix|change) (?:it|this|that|them|these|those|all)\s*[.!]*$"
    r"|^(?:please|pls)[ ,]+\w+[.!]*$",
    re.IGNORECASE,
)
# of the whole comment: what takes it back or leaves it to the author
_SETTLED = regex(
    r"\b(?:not a (?:blocker|big deal|must)|no need to (?:re-?send|re-?spin|repost|send|change)|up to you"
    r"|your (?:call|choice)|feel free|if you (?:want|like|prefer|feel|need|re-?spin|send|have to|do)"
    r"|never ?mind|for (?:the )?future|next time|in the future|for later|later on|don['’]t insist"
    r"|(?:while|when|on) applying|i(?:['’]ll| will| can| have| could) (?:fix|do|change|apply|drop|add)"
    r"|out of scope|optional|ignore|my bad|i was wrong|too fast|misread|missed that|already|moot)\b"
    r"|^(?:okay|ok|sounds|yes|yeah|yep|right|agreed?|sure|good|thanks?|oh|ah|no[,.]|hm+|well)\b",
    re.IGNORECASE,
)


def request_in(text: str) -> str:
    """The sentence that asks for a change, white space squeezed; ``""`` where none surely does."""
    text = text[:_MOST].strip()
    if _SETTLED.search(text):
        return ""
    for sentence in _SENTENCE.split(text):
        plain = " ".join(sentence.split())
        polite = _POLITE.match(plain)
        if plain.endswith("?") and not polite:
            continue
        if _ASKS.search(plain) and not _OPEN.search(plain[polite.end() :] if polite else plain):
            return plain
    return ""
