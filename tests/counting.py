"""What work costs, counted in calls of functions and not in seconds: the same on a busy machine as on an idle one."""

from __future__ import annotations

import cProfile
import gc
import pstats
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def calls(work: Callable[[], object]) -> int:
    """Calls of functions while `work` runs, those built in included, in this thread.

    What is done once a process (reading lists, compiling patterns and templates) counts with the first call: run
    `work` before where only what comes again is asked. Counts differ by some percent between versions of Python and
    of libraries, so bounds need room; the collector of garbage rests, since when it runs is chance.
    """
    profile = cProfile.Profile(subcalls=False)
    resting = not gc.isenabled()
    gc.disable()
    try:
        profile.runcall(work)
    finally:
        if not resting:
            gc.enable()
    return sum(row[1] for row in pstats.Stats(profile).stats.values())  # type: ignore[attr-defined]  # no stub has it
