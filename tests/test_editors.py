"""vim and Emacs go where ``--format line`` says."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from reviewbot.report.line import unmistakable
from support import CORPUS, installed

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

COMMAND = (sys.executable, "-m", "reviewbot", "thread", "--format", "line")
THREAD = CORPUS / "threads" / "frob-listeners.mbox"
VIM = """\
cgetexpr system('{command}')
call writefile(map(getqflist(), {{_, e -> json_encode([e.valid, bufname(e.bufnr), e.lnum])}}), 'out')
qall!
"""
EMACS = """\
(require 'compile)
(with-temp-buffer
  (call-process "sh" nil t nil "-c" "{command}")
  (compilation-mode)
  (compilation--ensure-parse (point-max))
  (goto-char (point-min))
  (while (not (eobp))
    (let* ((message (get-text-property (point) 'compilation-message))
           (place (and message (compilation--message->loc message))))
      (princ (format "[%s,%S,%s]\\n"
                     (if place 1 0)
                     (if place (caar (compilation--loc->file-struct place)) "")
                     (if place (compilation--loc->line place) 0))))
    (forward-line 1)))
"""
MISLEADING = [
    'Why is "on" in line 3: not "off"?',
    "as drivers/frob/core.c:12:7: says",
    "as drivers/frob/core.c:12: says",
    "mdelay(20): use msleep(20): it sleeps",
    '"core.c", line 8: the same',
    "10:00:02: too late",
    "In file included from frob.h:3:",
]


def in_vim(where: Path, command: str) -> list[list[object]]:
    """What vim has in its list: whether it is a place, the file and the line."""
    installed("vim")
    (where / "script").write_text(VIM.format(command=command))
    run = ["vim", "-u", "NONE", "-N", "-es", "-S", "script"]
    subprocess.run(run, cwd=where, stdin=subprocess.DEVNULL, check=True, timeout=60)
    return [json.loads(line) for line in (where / "out").read_text().splitlines()]


def in_emacs(where: Path, command: str) -> list[list[object]]:
    """The same of Emacs, which is not everywhere: it is large."""
    if not shutil.which("emacs"):
        pytest.skip("emacs is not installed")
    (where / "script.el").write_text(EMACS.format(command=command))
    run = ["emacs", "-Q", "--batch", "-l", "script.el"]
    out = subprocess.run(run, cwd=where, capture_output=True, check=True, timeout=60).stdout
    return [json.loads(line) for line in out.splitlines()]


@pytest.mark.parametrize("editor", [in_vim, in_emacs])
def test_an_editor_goes_to_each_finding(editor: object, tmp_path: Path) -> None:
    assert callable(editor)
    said = subprocess.run([*COMMAND, THREAD], capture_output=True, check=True, text=True).stdout
    lines = said.splitlines()
    assert len(lines) > 5
    expected = [[1, path, int(line)] for path, line, _ in (each.split(":", 2) for each in lines)]
    assert editor(tmp_path, " ".join([*COMMAND, str(THREAD)])) == expected


@pytest.mark.parametrize("editor", [in_vim, in_emacs])
def test_an_editor_is_not_misled_by_what_is_said(editor: object, tmp_path: Path) -> None:
    assert callable(editor)
    texts = [unmistakable(text) for text in MISLEADING]
    lines = [f"frob.c:{n}: note: {text} [x.y]" for n, text in enumerate(texts, 1)]
    lines += [f"<1@example.org>, line 2: note: {text} [x.y]" for text in texts]
    (tmp_path / "lines").write_text("".join(f"{line}\n" for line in lines))
    places = [[1, "frob.c", n] for n, _ in enumerate(texts, 1)]
    assert editor(tmp_path, "cat lines") == [*places, *([[0, "", 0]] * len(texts))]
