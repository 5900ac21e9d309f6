"""Every page is HTML as html-validate has it: elements where they may stand, attributes that exist, names for controls.

What is set otherwise: a doctype in lower case is as good (`doctype-style`), blanks at the end of a line are no fault
of a page that templates make (`no-trailing-whitespace`), a title is as long as the name it bears (`long-title`), a
file of the same host needs no digest beside it (`require-sri`), a fragment may be the notation of a concept, `#3`
(`valid-id`, HTML, 3.2.6), and checkboxes of one question share a name (`form-dup-name`).
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
VALIDATOR = ROOT / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"
CONFIGURATION = Path(__file__).with_name("htmlvalidate.json")

# Roles of tables that CSS shows as cards on a phone: with another `display` browsers may take them from the elements
# (https://www.w3.org/TR/html-aam-1.0/#el-table), so templates state them.
KEPT = {
    f'Redundant role "{role}" on <{name}>'
    for role, names in {
        "table": ("table",),
        "rowgroup": ("thead", "tbody", "tfoot"),
        "row": ("tr",),
        "columnheader": ("th",),
        "rowheader": ("th",),
        "cell": ("td",),
    }.items()
    for name in names
}


def test_html_validate_finds_nothing(published: Path, tmp_path: Path) -> None:
    node = shutil.which("node")
    if not node or not VALIDATOR.is_file():
        without = pytest.fail if "CI" in os.environ else pytest.skip
        without("html-validate fehlt: Node und `python hatch_build.py`.")
    report = tmp_path / "report.json"
    # Into a file: it ends before a pipe has taken all of it.
    with report.open("wb") as output:
        command = [node, str(VALIDATOR), "--config", str(CONFIGURATION), "--formatter", "json", str(published)]
        subprocess.run(command, stdout=output, check=False)
    faults = {
        f"{one['ruleId']}: {one['message']}": f"{Path(page['filePath']).relative_to(published)}:{one['line']}"
        for page in json.loads(report.read_bytes())
        for one in page["messages"]
        if one["message"] not in KEPT
    }
    assert not faults
