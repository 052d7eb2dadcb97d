"""Answers as lines of JSON, to be read again by a later run."""

from __future__ import annotations

import json
from typing import Any

from reviewbot.frozen import fields
from reviewbot.suppress import Suppression
from reviewbot.triage.steps import Action, Step


def line_of(step: Step) -> str:
    """One line, which ends in a newline."""
    entry: dict[str, Any] = {"do": step.action.value, "of": step.findings}
    entry |= {key: value for key in ("words", "why") if (value := getattr(step, key))}
    if step.rule:
        entry["rule"] = {
            field.name: value
            for field in fields(step.rule)
            if (value := getattr(step.rule, field.name))
        }
    return json.dumps(entry) + "\n"


def read(content: bytes) -> tuple[tuple[Step, ...], int]:
    """The answers, and how many bytes they take: up to a line that is none.

    The last line of a run that was killed may be half there.
    """
    steps: list[Step] = []
    end = 0
    for line in content.split(b"\n")[:-1]:
        try:
            steps.append(_step(json.loads(line)))
        except (ValueError, TypeError, KeyError, RecursionError):
            break
        end += len(line) + 1
    return tuple(steps), end


def _step(entry: dict[str, Any]) -> Step:
    """Raises ValueError, TypeError or KeyError for what is none."""
    action = Action(entry["do"])
    rule = entry.get("rule")
    return Step(
        action,
        tuple(map(str, entry["of"])),
        str(entry.get("words", "")),
        str(entry.get("why", "")),
        _rule(rule) if rule else None,
    )


def _rule(entry: dict[str, Any]) -> Suppression:
    return Suppression(
        str(entry["check"]),
        str(entry["reason"]),
        paths=tuple(map(str, entry.get("paths", ()))),
        lists=tuple(map(str, entry.get("lists", ()))),
        line=str(entry.get("line", "")),
    )
