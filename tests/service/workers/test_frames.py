from __future__ import annotations

import pytest

from aqbgraph.service.workers.frames import Question, Result, pack, unpack, unpack_question, unpack_result

ANSWER = Result(kind="solutions", format="json", body=bytes(range(256)))


@pytest.mark.parametrize(
    "made",
    [
        Question("ASK {} # ä", "", {"boolean": None}),
        Question("ASK {}", "urn:a", {"boolean": "json", "graph": None}, ("urn:b", "ü"), None, union=False),
        Question("ASK {}", f"urn:{'a' * 999}", {}, streamed=True),
        Result(problem="malformed-query", message="ä" * 999),
        ANSWER,
        Result(problem="deadline"),
    ],
)
def test_what_is_packed_comes_out_again(made: Question | Result) -> None:
    frame = unpack(pack(made))
    assert frame is not None
    assert (unpack_result(*frame) if isinstance(made, Result) else unpack_question(*frame)) == made


@pytest.mark.parametrize("kind", [bytes, bytearray])
def test_a_frame_is_one_when_it_is_whole(kind: type[bytes | bytearray]) -> None:
    whole = pack(ANSWER)
    for end in range(len(whole)):
        assert unpack(kind(whole[:end])) is None
    assert unpack(kind(whole)) == unpack(whole) is not None


def test_the_time_taken_is_told_without_a_copy_of_the_result() -> None:
    frame = unpack(pack(ANSWER, cpu=0.25, spent=7.5))
    assert frame is not None
    told = unpack_result(*frame)
    assert (told.cpu, told.spent) == (0.25, 7.5)
    assert frame[1] == ANSWER.body
