from __future__ import annotations

import json
import pickle

from aqbgraph.service.problems import BUSY, Problem

PROBLEM = Problem(BUSY, "Bitte später.", "Later, please.", (("Retry-After", "5"),))


def test_body() -> None:
    """The members of RFC 9457, section 3.1."""
    body = json.loads(PROBLEM.body())
    assert body["status"] == 503
    assert body["type"].endswith("#busy")
    assert (body["detail"], body["detail_en"]) == ("Bitte später.", "Later, please.")


def test_survives_another_process() -> None:
    copy = pickle.loads(pickle.dumps(PROBLEM))
    assert (copy.body(), copy.headers) == (PROBLEM.body(), PROBLEM.headers)
