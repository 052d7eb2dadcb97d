"""Start-up of the command against bare Python, in turn, in one run.

    python benchmarks/startup.py [RUNS]

Prints the median wall time of each and the median of the ratios pair by pair.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path


def seconds(*command: str) -> float:
    """Wall time of one run."""
    started = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


def main() -> None:
    """Measure both commands alternately."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    ours = (str(Path(sys.executable).parent / "reviewbot"), "--help")
    bare = (sys.executable, "-c", "pass")
    seconds(*ours), seconds(*bare)  # warm-up
    pairs = [(seconds(*ours), seconds(*bare)) for _ in range(runs)]
    print(f"reviewbot --help  {statistics.median(a for a, _ in pairs) * 1000:6.1f} ms")
    print(f"python -c pass    {statistics.median(b for _, b in pairs) * 1000:6.1f} ms")
    print(f"ratio             {statistics.median(a / b for a, b in pairs):6.2f}")


if __name__ == "__main__":
    main()
