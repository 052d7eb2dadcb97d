"""The seed patch with the real kernel around it: the findings that need whole files."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from kernel import kernel_tree
from reviewbot.fetch.source import fetch
from reviewbot.model.finding import Confidence
from reviewbot.pipeline import Options, review
from test_seed import EXPECTED

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [
    pytest.mark.shared,
    pytest.mark.kernel,
    pytest.mark.usefixtures("shipped_tiers"),
]

# expected.md: number, path, the line commented on, the check, a word of what is said
WITH_TREE = [
    (5, "kernel/livepatch/core.c", "+\t\tklp_module_going(mod);", "linkage.can_be_static",
     "klp_module_coming() and klp_module_going()"),
    (7, "kernel/module/main.c", "-\tftrace_release_mod(mod);", "conversion.leftover_call",
     "ftrace_free_mem()"),
    (10, "kernel/module/main.c", "-\tklp_module_going(mod);", "conversion.leftover_call",
     "ftrace_release_mod()"),
    (11, "kernel/trace/ftrace.c", "+\t\tftrace_module_enable(mod);", "linkage.can_be_static",
     "ftrace_module_init() and ftrace_module_enable()"),
]  # fmt: skip


def test_the_findings_are_these_and_no_others(shared: Path) -> None:
    path = shared / "seed" / "2of2-on-linux-6.12.mbox"
    fetched = fetch(str(path), stdin=io.BytesIO(), progress=print)
    outcome = review(fetched, Options(tree=kernel_tree(), as_final=True))
    (known,) = outcome.known.values()
    assert (known.level, known.reasons) == ("exact", ())  # the very files are there
    assert (outcome.skipped, outcome.failures) == ((), ())
    drafted = [finding for finding in outcome.findings if finding.drafted]
    for number, place, quote, check, said in WITH_TREE:
        hits = [
            f
            for f in drafted
            if (f.path, f.check) == (place, check) and quote in f.quote and said in f.text
        ]
        assert len(hits) == 1, f"finding {number}: {check} at {quote}"
    assert len(drafted) == len(EXPECTED) + len(WITH_TREE)
    asked = [f for f in outcome.findings if f.confidence is Confidence.MODERATE and not f.drafted]
    finding, other = asked
    assert (finding.check, other.check) == ("enum.never_stored", "style.unaligned")
    assert "MODULE_STATE_FORMED" in finding.text
