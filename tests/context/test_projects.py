"""Which project a series is for."""

from __future__ import annotations

import pytest

from reviewbot.checks.registry import all_checks
from reviewbot.context.projects import project_of
from reviewbot.knowledge.load import table
from reviewbot.thread.series import read_thread

DRIVER = "drivers/frob/core.c"


def series_to(subject: str, to: str, *paths: str, cc: str = "") -> str:
    """The name of the project a patch of these files, so addressed, is for."""
    diff = "".join(
        f"diff --git a/{path} b/{path}\n--- a/{path}\n+++ b/{path}\n@@ -1 +1,2 @@\n one\n+two\n"
        for path in paths
    )
    mail = (
        f"From: Ada Author <ada@example.org>\nTo: {to}\nCc: {cc}\nMessage-ID: <1@example.org>\n"
        f"Date: Mon, 12 Jan 2026 10:00:00 +0100\nSubject: {subject}\n\nSay why.\n---\n{diff}"
    )
    (one,) = read_thread([mail.encode()]).series
    return project_of(one).name


@pytest.mark.parametrize(
    ("subject", "to", "paths", "name"),
    [
        ("[PATCH] frob: x", "linux-frob@vger.kernel.org", [DRIVER], "Linux"),
        ("[PATCH] frob: x", "maintainer@example.org", [DRIVER], "Linux"),
        ("[PATCH] frob: x", "linux-frob@vger.kernel.org", [DRIVER, "MAINTAINERS"], "Linux"),
        ("[PATCH] tests: x", "kunit-dev@example.org", ["tools/testing/frob.c"], "Linux"),
        ("[PATCH iproute2] ip: x", "netdev@vger.kernel.org", ["ip/ip.c"], "iproute2"),
        ("[PATCH v2 iproute2-next 1/2] ip: x", "netdev@vger.kernel.org", ["lib/x.c"], "iproute2"),
        ("[PATCH] tc: x", "netdev@vger.kernel.org", ["tc/tc.c", "man/man8/tc.8"], "iproute2"),
        ("[PATCH] frob: x", "u-boot@lists.denx.de", [DRIVER, "arch/arm/dts/frob.dts"], "U-Boot"),
        ("[LTP] [PATCH] frob: x", "ltp@lists.linux.it", ["testcases/frob.c"], "LTP"),
        ("[PATCH] common: x", "fstests@vger.kernel.org", ["common/rc"], "xfstests"),
        ("[PATCH] libext2fs: x", "linux-frob@vger.kernel.org", ["lib/ext2fs/x.c"], "e2fsprogs"),
        (
            "[PATCH] libfuse: x",
            "linux-frob@vger.kernel.org",
            ["include/fuse_x.h", "lib/fuse.c"],
            "libfuse",
        ),
        ("[PATCH] lib: x", "linux-frob@vger.kernel.org", ["lib/frob.c"], "Linux"),
        ("[PATCH] hw: x", "target-devel@vger.kernel.org", ["hw/scsi/frob.c"], "QEMU"),
        ("[PATCH] hw: x", "qemu-devel@nongnu.org", ["hw/frob.c"], "QEMU"),
        ("[PATCH] builtin: x", "git@vger.kernel.org", ["builtin/frob.c"], "git"),
        ("[PATCH] frob: x", "frob@lists.example.org", ["frob.c"], "Linux"),
        ("[PATCH] frob: x", "linux-frob@vger.kernel.org", ["frob.c"], "another project"),
        ("[PATCH] libfrob: x", "frob@lists.example.org", ["libfrob/list.c"], "another project"),
    ],
)
def test_projects(subject: str, to: str, paths: list[str], name: str) -> None:
    assert series_to(subject, to, *paths) == name


def test_code_of_u_boot_is_u_boots_wherever_it_went() -> None:
    mail = (
        "From: Ada Author <ada@example.org>\nTo: linux-frob@vger.kernel.org\nMessage-ID: <1@example.org>\n"
        "Date: Mon, 12 Jan 2026 10:00:00 +0100\nSubject: [PATCH] frob: x\n\nSay why.\n---\n"
        f"diff --git a/{DRIVER} b/{DRIVER}\n--- a/{DRIVER}\n+++ b/{DRIVER}\n"
        "@@ -1 +1,2 @@\n one\n+static int frob_probe(struct udevice *dev)\n"
    )
    (one,) = read_thread([mail.encode()]).series
    assert project_of(one).name == "U-Boot"


def test_a_kernel_patch_that_also_goes_to_another_projects_list_is_the_kernels() -> None:
    both = "linux-frob@vger.kernel.org, u-boot@lists.denx.de"
    assert series_to("[PATCH] arm: x", both, "arch/arm/boot/dts/frob.dts") == "Linux"
    assert series_to("[PATCH] xfs: x", "linux-xfs@vger.kernel.org", "fs/xfs/x.c",
                     cc="fstests@vger.kernel.org") == "Linux"  # fmt: skip


def test_what_a_project_shares_with_the_kernel_are_checks_there_are() -> None:
    names = {check.name for check in all_checks() if check.kernel_only}
    known = names | {name.partition(".")[0] for name in names}
    for entry in table("projects")["project"]:
        assert set(entry.get("shares", ())) <= known
        assert entry["origin"]


def test_u_boot_wants_long_ids_too_and_the_kernels_documents_are_not_cited_there() -> None:
    entry = next(one for one in table("projects")["project"] if one["name"] == "U-Boot")
    assert entry["id_length"] == table("projects")["kernel"]["id_length"]
    assert "document" not in entry
