"""A series of two patches, checks of all manners, and what is composed of a person's choices."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from drafting import check, finding, mail, series, wording
from reviewbot.reply.compose import composition
from reviewbot.reply.held import Policy

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reviewbot.checks.api import Check
    from reviewbot.model.finding import Finding
    from reviewbot.reply.choice import Choice
    from reviewbot.reply.compose import Composition

TIDY, NIT = check("frob.tidy"), replace(check("frob.nit"), nit=True)
LEAK = replace(check("frob.leak"), bug=True)
TYPO = replace(check("frob.typo"), list_title="Typos")
ASIDE = replace(check("frob.aside"), aside=True)
ALL = (TIDY, NIT, LEAK, TYPO, ASIDE)
WORDING = wording(
    {
        TIDY.name: "{% if again %}Same here.{% elif ask %}Tidy?{% else %}Tidy.{% endif %}",
        NIT.name: "Nit: space.",
        LEAK.name: "This leaks.",
        TYPO.name: "{{ what }}",
        ASIDE.name: "By the way{{ ', ' ~ what if what }}.",
    }
)
LINES = "".join(f"+\tcall{n}_();\n" for n in range(9))
FIRST = mail(f"Do it.\n---\n=== drivers/frob/core.c\n@@\n{LINES}", "[PATCH 1/2] frob: Do it")
LATER = mail(f"More.\n---\n=== drivers/frob/more.c\n@@\n{LINES}", "[PATCH 2/2] frob: Do more")
SERIES = series(FIRST, LATER)


def composed(found: Iterable[Finding], choices: Mapping[int, Choice]) -> Composition:
    return composition([SERIES], found, ALL, WORDING, Policy(), choices=choices)


def at(number: int, of: Check, what: str = "") -> Finding:
    facts = {"what": what} if of in (TYPO, ASIDE) else {}
    return finding(FIRST, f"call{number}_", of, facts)
