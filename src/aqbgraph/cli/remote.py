"""What answers queries over a publication: this machine, or the store that is named on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aqbgraph.service.editions.editions import local

if TYPE_CHECKING:
    from collections.abc import Callable

    from aqbgraph.cli.parameters import StorePlace
    from aqbgraph.publication.disk.published import Publication
    from aqbgraph.service.engines.engine import Engine
    from aqbgraph.service.limits import Limits


def engines(place: StorePlace | None) -> Callable[[Publication, Limits], Engine]:
    """What makes the engine over a publication.

    Raises:
        WrongUse: the options for the store make no sense.
        StoreError: nobody answers there.
    """
    if place is None:
        return local
    from aqbgraph.publication.publisher import stores  # noqa: PLC0415 - they load what speaks HTTP to others
    from aqbgraph.service.engines.remote import RemoteEngine  # noqa: PLC0415

    found = stores.store(place.url, place.kind, stores.account(place.user, place.password_file))
    return lambda publication, limits: RemoteEngine(publication, limits, found)
