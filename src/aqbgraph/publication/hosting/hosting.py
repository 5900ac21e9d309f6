"""Rules by which a static host delivers a publication as the service does, written from the table of formats.

They are part of the publication: whoever puts it on a host has the rules that fit it, `.htaccess` and `_headers` where
the host looks for them, the others to be included (docs/hosting.md).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from aqbgraph.publication.formats import CONTENT_TYPES, NAMED_TYPES
from aqbgraph.publication.hosting.accept_rules import PAGE, rules
from aqbgraph.publication.hosting.headers import CACHE, COMMON, WASM_FOLDERS, WASM_POLICY
from aqbgraph.publication.hosting.not_found import PAGE as MISSING
from aqbgraph.publication.languages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from aqbgraph.publication.disk.writer import Writer

_NOTE = "# aqbgraph: how this publication is delivered. See docs/hosting.md of the project."
_FIELDS = (*COMMON, ("cache-control", CACHE))
# Their value depends on the path.
_POLICY = "content-security-policy"
_STRICT = dict(COMMON)[_POLICY]
# Folders of other languages than the first, each with a page of its own for what does not exist.
_SPOKEN = tuple(language.folder for language in LANGUAGES if language.folder)
_WASM = f"/({'|'.join(WASM_FOLDERS)})/"


def write_hosting(writer: Writer, root: str) -> None:
    """Writes the rules for every host; the start page is at the path `root` there."""
    for path, lines in FILES.items():
        writer.write(path, "".join(f"{line}\n" for line in lines(root)).encode())


def _endings(*, long: bool) -> dict[str, str]:
    """Content types by ending. Servers go by the last point of a name; `long` endings have one more, or none before."""
    return {ending: kind for ending, kind in CONTENT_TYPES.items() if long == (ending.rfind(".") > 0)}


def _named(*, negotiated: bool) -> dict[str, str]:
    """Content types by name; a name without a suffix has other formats beside it."""
    return {name: kind for name, kind in NAMED_TYPES.items() if negotiated == ("." not in name.rpartition("/")[2])}


def _literal(text: str) -> str:
    """A text within a regular expression."""
    return text.replace(".", "[.]")


def nginx_http(_root: str) -> Iterator[str]:
    """For the http block: what Accept asks for."""
    yield _NOTE
    yield "# In the http block: include …/hosting/nginx-http.conf;"
    for name, page in (("aqb_resource", True), ("aqb_data", False)):
        yield f"map $http_accept ${name} {{"
        yield '    default "";'
        first, *others = rules(page=page)
        yield f'    "" {first.ending};'  # no pattern is tried on an empty value
        for rule in others:
            yield f'    "~*{rule.pattern}" {rule.ending};'
        yield "}"
    yield "map $uri $aqb_policy {"
    yield f'    default "{_STRICT}";'
    yield f'    "~{_WASM}" "{WASM_POLICY}";'
    yield "}"
    yield "map $uri $aqb_missing {"
    yield f"    default /{MISSING};"
    yield from (f'    "~^/{folder}" /{folder}{MISSING};' for folder in _SPOKEN)
    yield "}"


def nginx_server(_root: str) -> Iterator[str]:
    """For the server block, beside `root`."""
    values = {**dict(_FIELDS), _POLICY: "$aqb_policy"}
    fields = [f'add_header {name} "{value}" always;' for name, value in values.items()]
    yield _NOTE
    yield "# In the server block, whose root is the folder of the publication: include …/hosting/nginx-server.conf;"
    yield "absolute_redirect off;"
    yield "charset off;"
    yield "default_type application/octet-stream;"
    yield "types {"
    yield from (f'    "{kind}" {ending[1:]};' for ending, kind in _endings(long=False).items())
    yield "}"
    yield "error_page 404 $aqb_missing;"
    yield from fields
    for ending, kind in {**_endings(long=True), **_named(negotiated=False)}.items():
        yield f'location ~ {_literal(ending)}$ {{ types {{ }} default_type "{kind}"; }}'
    for name in _named(negotiated=True):
        yield f"location ~ /{_literal(name)}$ {{ try_files /.none @aqb_resource; }}"
    yield "location ~ /$ { try_files ${uri}index.html =404; }"
    yield "location / { try_files $uri @aqb_resource; }"
    yield "location @aqb_resource {"
    yield from _NGINX_RESOURCE
    yield from (f"    {field}" for field in fields)
    yield '    add_header vary "Accept" always;'
    yield "}"


# Only a path at which a page lies is written into the field Location, so nothing of the client's gets there.
_NGINX_RESOURCE = (
    "    set $aqb_form $aqb_resource;",
    "    if (!-f $request_filename/index.html) { set $aqb_form $aqb_data; }",
    '    set $aqb_there "";',
    '    if (-f $request_filename.ttl) { set $aqb_there "data"; }',
    '    if (-f $request_filename/index.html) { set $aqb_there "${aqb_there}page"; }',
    '    if ($aqb_there = "") { return 404; }',
    f'    if ($aqb_there = "page") {{ set $aqb_form "{PAGE}"; }}',
    '    if ($aqb_form = "") { return 406; }',
    f'    if ($aqb_form = "{PAGE}") {{ return 303 $uri/; }}',
    "    if (!-f $request_filename$aqb_form) { return 406; }",
    "    rewrite ^(.*)$ $1$aqb_form break;",
)


def apache(root: str) -> Iterator[str]:
    """For Apache, in every folder below which it lies; it takes AllowOverride FileInfo Indexes."""
    yield _NOTE
    yield "# Apache 2.4 with mod_dir, mod_headers, mod_mime, mod_rewrite, mod_setenvif; AllowOverride FileInfo Indexes."
    yield "DirectoryIndex index.html"
    yield "DirectorySlash Off"
    yield "AddDefaultCharset Off"
    yield f"ErrorDocument 404 {root}{MISSING}"
    # REQUEST_URI is without percent-encoding (https://httpd.apache.org/docs/2.4/expr.html#vars).
    place = re.escape(unquote(root))
    for folder in _SPOKEN:
        yield f'<If "%{{REQUEST_URI}} =~ m#^{place}{folder}#">'
        yield f"  ErrorDocument 404 {root}{folder}{MISSING}"
        yield "</If>"
    # A packed dump is a file of its own; with Content-Encoding browsers would unpack it and keep its name.
    yield "RemoveEncoding .gz"
    # By the end of the name: mod_mime would take every point in it for that of a suffix. The last that fits counts.
    named = {f"^{name.rpartition('/')[2]}": kind for name, kind in NAMED_TYPES.items()}
    for ending, kind in {**_endings(long=False), **_endings(long=True), **named}.items():
        yield f'<FilesMatch "{_literal(ending)}$">'
        yield f'  ForceType "{kind}"'
        yield "</FilesMatch>"
    for name, value in _FIELDS:
        yield f'Header always set {name} "{value}"'
    yield f'Header always set {_POLICY} "{WASM_POLICY}" "expr=%{{REQUEST_URI}} =~ m#{_WASM}#"'
    yield "Header always merge vary Accept env=AQB_NEGOTIATED"
    yield "Header always merge vary Accept env=REDIRECT_AQB_NEGOTIATED"
    for name, page in (("AQB_RESOURCE", True), ("AQB_DATA", False)):
        for rule in reversed(rules(page=page)):  # the last that fits sets the variable
            yield f'SetEnvIfNoCase Accept "{rule.pattern}" {name}={rule.ending}'
    yield from _REWRITING


_REWRITING = (
    "RewriteEngine On",
    "# Apache makes redirects absolute; behind a proxy that ends TLS it would not know of https.",
    "RewriteCond %{HTTP:X-Forwarded-Proto} =https",
    "RewriteRule ^ - [E=AQB_ORIGIN:https://%{HTTP_HOST}]",
    "# A folder without a page is nothing.",
    "RewriteCond %{REQUEST_URI} /$",
    "RewriteCond %{REQUEST_FILENAME}/index.html !-f",
    "RewriteRule ^ - [R=404,L]",
    "RewriteCond %{REQUEST_URI} !/$",
    "RewriteCond %{REQUEST_FILENAME} !-f",
    "RewriteCond %{REQUEST_FILENAME}.ttl !-f",
    "RewriteCond %{REQUEST_FILENAME}/index.html !-f",
    "RewriteRule ^ - [R=404,L]",
    "# A resource is its page or one of its data files.",
    "RewriteCond %{REQUEST_URI} !/$",
    "RewriteCond %{REQUEST_FILENAME}/index.html -f",
    f"RewriteCond %{{ENV:AQB_RESOURCE}} ={PAGE} [OR]",
    "RewriteCond %{REQUEST_FILENAME}.ttl !-f",
    "RewriteRule ^ %{ENV:AQB_ORIGIN}%{REQUEST_URI}/ [R=303,L,E=AQB_NEGOTIATED:1]",
    "RewriteCond %{REQUEST_URI} !/$",
    "RewriteCond %{REQUEST_FILENAME}.ttl -f",
    "RewriteCond %{ENV:AQB_DATA} ^$ [OR]",
    "RewriteCond %{REQUEST_FILENAME}%{ENV:AQB_DATA} !-f",
    "RewriteRule ^ - [R=406,L]",
    "RewriteCond %{REQUEST_URI} !/$",
    "RewriteCond %{REQUEST_FILENAME}.ttl -f",
    "RewriteRule ^(.+)$ $1%{ENV:AQB_DATA} [L,E=AQB_NEGOTIATED:1]",
)


def caddy(_root: str) -> Iterator[str]:
    """For Caddy: a snippet, imported beside `root` in the block of the site."""
    yield _NOTE
    yield "# Before the site: import …/hosting/Caddyfile. In its block: root * …; import aqbgraph"
    yield "(aqbgraph) {"
    for name, page in (("aqb_resource", True), ("aqb_data", False)):
        yield f"\tmap {{http.request.header.Accept}} {{{name}}} {{"
        for rule in rules(page=page):
            yield f"\t\t`~(?i){rule.pattern}` {rule.ending}"
        yield "\t}"
    yield "\tmap {http.request.orig_uri.path} {aqb_policy} {"
    yield f'\t\t`~{_WASM}` "{WASM_POLICY}"'
    yield f'\t\tdefault "{_STRICT}"'
    yield "\t}"
    yield from _CADDY_ROUTES
    yield "\theader {"
    for name, value in {**dict(_FIELDS), _POLICY: "{aqb_policy}"}.items():
        yield f'\t\t{name} "{value}"'
    yield "\t}"
    yield "}"
    yield "(aqbgraph_file) {"
    named = {f"/{name}": kind for name, kind in _named(negotiated=False).items()}
    for number, (ending, kind) in enumerate({**_endings(long=False), **_endings(long=True), **named}.items()):
        yield f"\t@aqb{number} path *{ending}"
        yield f'\theader @aqb{number} Content-Type "{kind}"'
    yield "\tfile_server {"
    yield "\t\tdisable_canonical_uris"
    yield "\t}"
    yield "}"


# Only `route` keeps the order as written; `handle` alone would sort by kind.
_CADDY_ROUTES = (
    "\troute {",
    "\t\t@resource {",
    "\t\t\tnot path */",
    "\t\t\tfile {",
    "\t\t\t\ttry_files {path}.ttl {path}/index.html",
    "\t\t\t}",
    "\t\t}",
    "\t\thandle @resource {",
    "\t\t\troute {",
    "\t\t\t\theader Vary Accept",
    "\t\t\t\t@asked {",
    f'\t\t\t\t\texpression `{{aqb_resource}} == "{PAGE}"`',
    "\t\t\t\t\tfile {",
    "\t\t\t\t\t\ttry_files {path}/index.html",
    "\t\t\t\t\t}",
    "\t\t\t\t}",
    "\t\t\t\tredir @asked {path}/ 303",
    "\t\t\t\t@alone not file {path}.ttl",
    "\t\t\t\tredir @alone {path}/ 303",
    '\t\t\t\t@refused expression `{aqb_data} == ""`',
    "\t\t\t\terror @refused 406",
    "\t\t\t\t@absent not file {path}{aqb_data}",
    "\t\t\t\terror @absent 406",
    "\t\t\t\trewrite * {path}{aqb_data}",
    "\t\t\t\timport aqbgraph_file",
    "\t\t\t}",
    "\t\t}",
    "\t\thandle {",
    "\t\t\troute {",
    "\t\t\t\timport aqbgraph_file",
    "\t\t\t}",
    "\t\t}",
    "\t}",
    "\thandle_errors {",
    "\t\t@missing expression `{http.error.status_code} == 404`",
    "\t\troute @missing {",
    *(
        line
        for folder in _SPOKEN
        for line in (f"\t\t\t@{folder[:-1]} path /{folder}*", f"\t\t\trewrite @{folder[:-1]} /{folder}{MISSING}")
    ),
    f"\t\t\t@root not path {' '.join(f'/{folder}*' for folder in _SPOKEN)}",
    f"\t\t\trewrite @root /{MISSING}",
    "\t\t\timport aqbgraph_file",
    "\t\t}",
    "\t}",
)


def headers_file(_root: str) -> Iterator[str]:
    """For Cloudflare Pages and Netlify: header fields; they cannot choose by Accept."""
    yield _NOTE
    yield "/*"
    for name, value in _FIELDS:
        yield f"  {name}: {value}"
    for folder in WASM_FOLDERS:
        for language in LANGUAGES:
            yield f"/{language.folder}{folder}/*"
            yield f"  ! {_POLICY}"  # what the first block said, else both would hold
            yield f"  {_POLICY}: {WASM_POLICY}"
    for ending, kind in CONTENT_TYPES.items():
        yield f"/*{ending}"
        yield f"  content-type: {kind}"
    for name, kind in NAMED_TYPES.items():
        yield f"/{name}"
        yield f"  content-type: {kind}"


FILES: dict[str, Callable[[str], Iterator[str]]] = {
    "hosting/nginx-http.conf": nginx_http,
    "hosting/nginx-server.conf": nginx_server,
    "hosting/Caddyfile": caddy,
    ".htaccess": apache,
    "_headers": headers_file,
    # Without it GitHub Pages leaves out all that begins with a point or an underscore.
    ".nojekyll": lambda _root: iter(()),
}
