"""The imperative of verbs that commits begin with."""

from __future__ import annotations

from functools import cache

from reviewbot.knowledge.load import table


def imperative(word: str) -> str:
    """The verb a lower-case word is another form of; empty where it is the verb itself, or none."""
    return _forms().get(word, "")


@cache
def _forms() -> dict[str, str]:
    moods = table("moods")
    forms = {form: verb for verb in moods["verbs"] for form in _regular(verb)}
    forms |= moods["irregular"]
    return {form: verb for form, verb in forms.items() if form not in moods["nouns"]}


def _regular(verb: str) -> tuple[str, str, str]:
    """The past, the progressive and the third person of a verb."""
    if verb.endswith("e"):
        return f"{verb}d", f"{verb[:-1]}ing", f"{verb}s"
    if verb.endswith("y"):
        return f"{verb[:-1]}ied", f"{verb}ing", f"{verb[:-1]}ies"
    return f"{verb}ed", f"{verb}ing", f"{verb}es" if verb.endswith("x") else f"{verb}s"
