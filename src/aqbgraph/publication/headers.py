"""The header fields that every answer carries, whoever delivers the publication."""

from __future__ import annotations

import re

# Kept, but asked after each time: a publication is replaced as a whole, and a mix of two would contradict itself.
CACHE = "public, no-cache"

_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src {scripts}; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
POLICY = _POLICY.format(scripts="'self'")
# Where programs of WebAssembly are compiled (CSP 3, 4.4). A worker goes by the policy of its own file, not by that of
# the page that starts it (HTML, 10.2.4).
POLICY_OF_ENGINES = _POLICY.format(scripts="'self' 'wasm-unsafe-eval'")
# Paths from the root of the site, as regular expressions that begin there: files, or folders that end in a slash.
ENGINES = ("assets/engine[.]js$",)
_ENGINE = re.compile("|".join(ENGINES))


def policy(path: str) -> str:
    """The Content-Security-Policy of a path, which begins without a slash."""
    return POLICY_OF_ENGINES if _ENGINE.match(path) else POLICY


# Allowed to everyone: the data is public, and no answer depends on who asks.
COMMON = (
    ("access-control-allow-origin", "*"),
    ("access-control-expose-headers", "Content-Location, ETag, Link, Retry-After"),
    ("content-security-policy", POLICY),
    ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
    ("referrer-policy", "strict-origin-when-cross-origin"),
    ("x-content-type-options", "nosniff"),
)
