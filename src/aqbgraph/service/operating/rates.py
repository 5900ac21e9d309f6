"""How many requests a client may make: an option of whoever runs the service."""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter

from aqbgraph.service.problems import TOO_MANY, Problem
from aqbgraph.service.replies.client import client_of

if TYPE_CHECKING:
    from starlette.types import Scope


class Rates:
    """So many requests a minute for each client, who is known by its address; the address is not written anywhere."""

    def __init__(self, per_minute: int) -> None:
        self._item = RateLimitItemPerMinute(per_minute)
        self._limiter = SlidingWindowCounterRateLimiter(MemoryStorage())

    def check(self, scope: Scope) -> None:
        """Counts a request.

        Raises:
            Problem: it is one too many.
        """
        client = client_of(scope)
        if self._limiter.hit(self._item, client):
            return
        reset = self._limiter.get_window_stats(self._item, client).reset_time
        seconds = max(1, math.ceil(reset - time.time()))
        most = self._item.amount
        raise Problem(
            TOO_MANY,
            f"Mehr als {most} Anfragen in einer Minute. Bitte in {seconds} s noch einmal versuchen.",
            f"More than {most} requests in a minute. Please try again in {seconds} s.",
            (("Retry-After", str(seconds)),),
        )
