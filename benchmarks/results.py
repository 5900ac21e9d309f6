"""Figures of many rounds: kept as JSON, told as Markdown. docs/performance.md has what stands in results.json."""

from __future__ import annotations

import json
import statistics
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cases import Case, Figures

Json = dict[str, Any]

KEPT = Path(__file__).parent / "results.json"


def spread(values: Sequence[float]) -> Json:
    """Median, least and most of several rounds."""
    rounded = [float(f"{value:.4g}") for value in values]
    return {"median": statistics.median(rounded), "least": min(rounded), "most": max(rounded)}


def figures(case: Case, sides: Sequence[str], rounds: Sequence[dict[str, Figures]]) -> Json:
    """A case as kept. The ratio to another side is that of the same round: above 1 is better than the other."""
    rows = []
    for side in sides:
        for measure in case.measures:
            values = [done[side][measure.name] for done in rounds if measure.name in done[side]]
            if not values:
                continue
            row = {"side": side, "unit": measure.unit, "decimals": measure.decimals, **spread(values)}
            other = case.beside.get(side)
            pairs = [(done[side][measure.name], done[other].get(measure.name)) for done in rounds] if other else []
            ratios = [(one / two if measure.more else two / one) for one, two in pairs if one and two]
            if ratios:
                row |= {"beside": other, "ratio": spread(ratios)}
            rows.append(row)
    peaks = {side: [done[side]["memory"] for done in rounds if done[side].get("memory")] for side in sides}
    memory = {side: spread(found)["median"] for side, found in peaks.items() if found}
    return {"name": case.name, "what": case.what, "shows": case.shows, "rows": rows, "memory": memory}


def write(path: Path, kept: Json) -> None:
    """As it is committed: its lines are stable where its figures are."""
    path.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", "utf-8")


def read(path: Path = KEPT) -> Json:
    """What was kept."""
    found: Json = json.loads(path.read_text("utf-8"))
    return found


def markdown(kept: Json, heading: str = "##") -> Iterator[str]:
    """All of it: the machine, and a table for each case."""
    yield f"{heading} The machine\n"
    yield ", ".join(f"{name} {value}" for name, value in kept["machine"].items()) + "."
    yield _run(kept)
    yield "(load average of a minute); above the number of cores, time on the clock tells of others as well.\n"
    for case in kept["cases"]:
        yield from _case(case, heading)
    for name, reason in kept["left_out"].items():
        yield f"{heading} {name}\n\nNot measured here: {reason}.\n"


def _case(case: Json, heading: str) -> Iterator[str]:
    yield f"{heading} {case['name']}\n"
    yield f"{case['what']} {case['shows']}\n"
    yield f"    make bench ONLY={case['name']}\n"
    if "load" in case:
        yield f"{_run(case)}.\n"
    yield "| | median | least – most | | beside | times as good | peak memory |"
    yield "|---|--:|--:|---|---|--:|--:|"
    for row in case["rows"]:
        median, least, most = (_number(row[name], row["decimals"]) for name in ("median", "least", "most"))
        beside = row.get("beside", "")
        ratio = _ratio(row["ratio"]) if beside else ""
        memory = f"{case['memory'][row['side']]:,.0f} MiB" if row["side"] in case["memory"] else ""
        yield f"| {row['side']} | {median} | {least} – {most} | {row['unit']} | {beside} | {ratio} | {memory} |"
    yield ""


def _run(made: Json) -> str:
    """How often something was measured, and what else the machine did."""
    loads = made["load"]
    return f"Rounds: {made['rounds']}. Processes that wanted to run: {loads['before']} before, {loads['after']} after"


def _number(value: float, decimals: int) -> str:
    return f"{value:,.{decimals}f}"


def _ratio(found: Json) -> str:
    median = found["median"]
    shown = f"{median:,.0f}" if median >= 20 else f"{median:.1f}" if median >= 2 else f"{median:.2f}"
    return f"{shown} ×"
