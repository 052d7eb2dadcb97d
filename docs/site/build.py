"""Build the site: ``python docs/site/build.py DIR``; a warning is an error."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from sphinx.cmd.build import main as sphinx

sys.path.insert(0, str(Path(__file__).parent))
from pages import pages


def build(target: str) -> int:
    """Gather the pages and have Sphinx make the site; its exit code."""
    with TemporaryDirectory() as folder:
        for place, text in pages():
            path = Path(folder) / place
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        shutil.copy(Path(__file__).parent / "conf.py", folder)
        return sphinx(["-q", "-W", "--keep-going", "-b", "html", folder, target])


if __name__ == "__main__":
    sys.exit(build(*sys.argv[1:]))
