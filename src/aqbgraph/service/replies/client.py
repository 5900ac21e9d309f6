"""Who asks, as far as it matters who gets how much: by the address, which is not written anywhere."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import Scope

NETWORK = 64  # bits of an IPv6 address that name a customer, who has all addresses behind them


def client_of(scope: Scope) -> str:
    """Whom the address stands for; a service behind a proxy is told by it (uvicorn's forwarded-allow-ips)."""
    address = scope["client"][0] if scope.get("client") else ""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return str(address)
    return str(ipaddress.ip_network((found, NETWORK), strict=False)) if found.version == 6 else str(found)
