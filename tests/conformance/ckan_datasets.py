"""What CKAN makes of catalogues: `python ckan_datasets.py FILE...` prints its datasets by file as JSON.

Runs in an environment of its own, with `ckan[requirements]` and `ckanext-dcat`. Lists without an order are sorted.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from ckan.common import config  # type: ignore[import-not-found]
from ckanext.dcat.processors import RDFParser  # type: ignore[import-not-found]

FORMATS = {".ttl": "turtle", ".rdf": "xml", ".jsonld": "json-ld", ".nt": "nt"}


def datasets(path: Path) -> list[Any]:
    parser = RDFParser(profiles=["euro_dcat_ap_3"])
    parser.parse(path.read_text("utf-8"), FORMATS[path.suffix])
    return sorted(map(in_order, parser.datasets()), key=str)


def in_order(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: in_order(item) for key, item in sorted(value.items())}
    if isinstance(value, list):
        return sorted(map(in_order, value), key=str)
    if isinstance(value, str) and value.startswith("[") and value.endswith("]"):
        return in_order(json.loads(value))
    return value


config.update({"ckan.site_url": "http://localhost", "ckan.locale_default": "de", "ckan.root_path": ""})
json.dump({name: datasets(Path(name)) for name in sys.argv[1:]}, sys.stdout, ensure_ascii=False)
