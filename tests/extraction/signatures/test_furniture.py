"""Lines of a page between the words of a signature leave it with its party; names of others do not."""

from __future__ import annotations

import pytest
from tests.extraction.signatures.test_signatures import LOCAL, STATE, signed

from aqbgraph.extraction.signatures.furniture import of_a_page


@pytest.mark.parametrize(
    "line",
    [
        "Seite 3 von 7",
        "VS - Nur für den Dienstgebrauch",
        "Telefon 0611 3219-0",
        "Sonnenberger Straße 2/2a, 65193 Wiesbaden",
        "HMSI | Referat III 4 | 65187 Wiesbaden",
        "Land Hessen – HMSI",
        "Die Beteiligten beachten die Regeln des Datenschutzes.",
    ],
)
def test_a_signature_keeps_its_party(line: str) -> None:
    state, local = signed(f"{STATE.replace('Staatsministerin', f'Staatsministerin{chr(10)}{line}')}\n\n{LOCAL}")
    assert (state.key, local.key) == ("signature-state", "signature-local")
    _, local = signed(f"{STATE}\n\n{LOCAL.partition('des Landkreises')[0]}{line}")
    assert (local.key, local.on_behalf_of) == ("signature-local", "odenwaldkreis")


@pytest.mark.parametrize(
    "line", ["des Landkreises Musterkreis", "Musterstadt", "Kreis 7", "Gemeinde Muster - Ortsteil", "Anna Muster"]
)
def test_what_may_name_somebody_else_is_not_of_the_page(line: str) -> None:
    assert not of_a_page(line)
