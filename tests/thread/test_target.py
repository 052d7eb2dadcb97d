"""The kernels that the tags of a subject name."""

from __future__ import annotations

import pytest

from reviewbot.thread.subject import read_subject
from reviewbot.thread.target import kernels


@pytest.mark.parametrize(
    ("subject", "named"),
    [
        ("[PATCH 6.12 1/3] x", {"6.12"}),
        ("[PATCH 6.6.y] x", {"6.6"}),
        ("[6.6.y PATCH v2] x", {"6.6"}),
        ("[PATCH stable 6.1] x", {"6.1"}),
        ("[PATCH linux-6.1.y] x", {"6.1"}),
        ("[PATCH stable/linux-6.1.y] x", {"6.1"}),
        ("[PATCH 6.1-stable] x", {"6.1"}),
        ("[PATCH for-6.1.y] x", {"6.1"}),
        ("[PATCH 5.10/5.15] x", {"5.10", "5.15"}),
        ("[PATCH 5.10, 5.15 2/2] x", {"5.10", "5.15"}),
        ("[PATCH 6.1.119 000/200] x", {"6.1"}),
        ("[PATCH 2.6.11] x", {"2.6"}),
        ("[PATCH 5.10.y-cip] x", {"cip 5.10"}),
        ("[PATCH OLK-5.10] x", {"olk 5.10"}),
        ("[PATCH stable] x", {"stable"}),
        ("[PATCH] x", set()),
        ("[PATCH v2 2/13 net-next] x", set()),
        ("[PATCH for-6.12] x", set()),
        ("[PATCH 6.12-rc3] x", set()),
    ],
)
def test_kernels(subject: str, named: set[str]) -> None:
    assert kernels(read_subject(subject)) == named
