"""Threads of any size, each one construct n times over: what a hostile sender would write.

For the tests that count steps and for ``benchmarks/growth.py``. To add a construct write a function
of n in the file of its kind and name it in ``CONSTRUCTS`` there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from growing import cleanup, code, diffs, linkage, text, threads

if TYPE_CHECKING:
    from growing.parts import Construct

CONSTRUCTS: dict[str, Construct] = {
    **cleanup.CONSTRUCTS,
    **code.CONSTRUCTS,
    **diffs.CONSTRUCTS,
    **linkage.CONSTRUCTS,
    **text.CONSTRUCTS,
    **threads.CONSTRUCTS,
}
