from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from aqbgraph.pipeline.building import build
from aqbgraph.publication.disk.published import load
from aqbgraph.publication.hosting.security import PATH, security
from aqbgraph.publication.publisher.settings import ContactPoint, Settings
from aqbgraph.reading.finding.sources import find_sources

if TYPE_CHECKING:
    from pathlib import Path

MOMENT = datetime(2025, 8, 11, tzinfo=UTC)
EMAIL = ContactPoint(email="stelle@ministerium.example")


def lines(contact: ContactPoint | None, moment: datetime | None = MOMENT, base: str = "https://w3id.org/aqb/") -> str:
    content = security(Settings(base, contact=contact), moment)
    return content.decode() if content is not None else ""


def test_the_file() -> None:
    assert lines(EMAIL) == (
        "Contact: mailto:stelle@ministerium.example\nExpires: 2026-08-11T00:00:00Z\nPreferred-Languages: de, en\n"
    )


@pytest.mark.parametrize(
    ("contact", "expected"),
    [
        (ContactPoint(email="a+b%c@x.example"), ["mailto:a+b%25c@x.example"]),
        (ContactPoint(email="a@x.example", url="https://x.example/ä?q=1"),
         ["mailto:a@x.example", "https://x.example/%C3%A4?q=1"]),
        # A web address has to be https.
        (ContactPoint(email="a@x.example", url="http://x.example/"), ["mailto:a@x.example"]),
    ],
)  # fmt: skip
def test_addresses(contact: ContactPoint, expected: list[str]) -> None:
    assert [line.removeprefix("Contact: ") for line in lines(contact).splitlines() if "Contact" in line] == expected


@pytest.mark.parametrize(
    ("contact", "moment"), [(None, MOMENT), (ContactPoint(url="http://x.example/"), MOMENT), (EMAIL, None)]
)
def test_none_without_somebody_to_name_or_an_end(contact: ContactPoint | None, moment: datetime | None) -> None:
    assert not lines(contact, moment)


def test_the_publisher_says_until_when() -> None:
    assert "Expires: 2030-12-31T00:00:00Z\n" in lines(ContactPoint(email="a@x.example", until="2030-12-31"), None)


def test_its_own_address_only_where_it_is_looked_for() -> None:
    assert f"Canonical: https://data.example/{PATH}\n" in lines(EMAIL, base="https://data.example/")
    assert "Canonical" not in lines(EMAIL)


def test_it_is_published(samples: Path, tmp_path: Path) -> None:
    target = tmp_path / "public"
    assert build(find_sources([samples]), target, Settings(contact=EMAIL, search=False)).digest
    assert (target / PATH).read_bytes().startswith(b"Contact: mailto:stelle@ministerium.example\nExpires: 20")
    assert PATH in load(target).files
