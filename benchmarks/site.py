"""What the pages cost: pages a second, bytes a page, and what one changed agreement takes.

The cases `site` and `incremental` of `run.py`, with its options: `python benchmarks/site.py --sizes 300`.
"""

from __future__ import annotations

import sys

import run

if __name__ == "__main__":
    run.main(["--only", "site", "incremental", *sys.argv[1:]])
