"""The header fields that every answer carries, whoever delivers the publication."""

from __future__ import annotations

# Kept, but asked after each time: a publication is replaced as a whole, and a mix of two would contradict itself.
CACHE = "public, no-cache"


def _policy(scripts: str) -> str:
    return (
        f"default-src 'none'; style-src 'self'; img-src 'self' data:; media-src 'self'; script-src {scripts}; "
        "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


_POLICY = "content-security-policy"
# Folders, in any language, whose pages compile WebAssembly; nothing else may. A worker goes by the field that its own
# script is delivered with (https://www.w3.org/TR/CSP3/, sections 4.1 and 6.1.11), so the script lies there, too.
WASM_FOLDERS = ("search", "assets/engine")
WASM_POLICY = _policy("'self' 'wasm-unsafe-eval'")

# Allowed to everyone: the data is public, and no answer depends on who asks.
COMMON = (
    ("access-control-allow-origin", "*"),
    ("access-control-expose-headers", "Content-Location, ETag, Link, Retry-After"),
    (_POLICY, _policy("'self'")),
    ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
    ("referrer-policy", "strict-origin-when-cross-origin"),
    ("x-content-type-options", "nosniff"),
)
WITH_WASM = tuple((name, WASM_POLICY if name == _POLICY else value) for name, value in COMMON)


def fields(path: str) -> tuple[tuple[str, str], ...]:
    """The fields of an answer at a path, which begins with a slash."""
    return WITH_WASM if any(f"/{folder}/" in path for folder in WASM_FOLDERS) else COMMON
