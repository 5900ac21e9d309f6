"""The header fields that every answer carries, whoever delivers the publication."""

from __future__ import annotations

# Kept, but asked after each time: a publication is replaced as a whole, and a mix of two would contradict itself.
CACHE = "public, no-cache"

# Allowed to everyone: the data is public, and no answer depends on who asks.
COMMON = (
    ("access-control-allow-origin", "*"),
    ("access-control-expose-headers", "Content-Location, ETag, Link, Retry-After"),
    (
        "content-security-policy",
        "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
    ("referrer-policy", "strict-origin-when-cross-origin"),
    ("x-content-type-options", "nosniff"),
)
