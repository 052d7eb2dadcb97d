"""The garbage collector is set once, and its thresholds are ours."""

from __future__ import annotations

import gc

from reviewbot.collector import collect_seldom


def test_the_collector_looks_less_often() -> None:
    before = gc.get_threshold()
    try:
        gc.set_threshold(700, 10, 10)
        collect_seldom()
        assert gc.get_threshold()[0] >= 10 * 700
        assert gc.isenabled()
    finally:
        gc.set_threshold(*before)
