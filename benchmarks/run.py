"""Runs the benchmarks: `python benchmarks/run.py [--only NAME …] [--rounds N] [--sizes 10,100,1000] [--out DIR]`.

Each run is a process of its own, and the sides of a case take turns in every round, so that what else the machine does
meets all of them. Writes results.json and results.md into DIR, and after each case what it found so far.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

from cases import Case, Figures, Given, cases
from machine import load, machine
from results import Json, figures, markdown, write
from running import run

SIZES = (10, 100, 1000)
ROUNDS = 3


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(sorted({int(part) for part in text.split(",")}))


def options(arguments: list[str] | None) -> argparse.Namespace:
    """What is asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition(":")[0])
    parser.add_argument("--only", nargs="+", default=(), metavar="NAME", help="these cases alone")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--sizes", type=_numbers, default=SIZES, help="of whole builds: 10,100,1000,10000,100000")
    parser.add_argument("--out", type=Path, default=Path("public-benchmarks"), help="folder for results")
    parser.add_argument("--scratch", type=Path, help="folder for what is built; a temporary one unless given")
    parser.add_argument("--list", action="store_true", help="tell the cases")
    parser.add_argument("--measure", nargs=2, metavar=("CASE", "SIDE"), help=argparse.SUPPRESS)
    return parser.parse_args(arguments)


def one(case: Case, given: Given) -> str:
    """One run, in this process: its figures as a line of JSON."""
    found = case.measure(given) if case.measure else case.all_sides(given) if case.all_sides else {}
    return json.dumps(found)


def _run(case: Case, given: Given) -> Json:
    """One run, in a process of its own."""
    sizes = ",".join(map(str, given.sizes))
    more = ("--sizes", sizes, "--scratch", str(given.scratch), "--measure", case.name, given.side)
    cost = run((str(Path(__file__)), *more))
    found: Json = json.loads(cost.output.splitlines()[-1])
    # The memory of several sides in one process belongs to none of them.
    return found if case.all_sides else {"memory": cost.memory, **found}


def rounds(case: Case, scratch: Path, asked: argparse.Namespace) -> Json:
    """All rounds of a case."""
    case.prepare(scratch)
    sides, before = case.sides(asked.sizes), load()
    done: list[dict[str, Figures]] = []
    for number in range(asked.rounds):
        print(f"{case.name}: round {number + 1} of {asked.rounds}", file=sys.stderr, flush=True)
        if case.all_sides:
            done.append(_run(case, Given(scratch, "", asked.sizes)))
        else:
            # Another begins each time: who comes first meets a colder machine.
            turned = sides if number % 2 == 0 else sides[::-1]
            done.append({side: _run(case, Given(scratch, side, asked.sizes)) for side in turned})
    return {**figures(case, sides, done), "rounds": asked.rounds, "load": {"before": before, "after": load()}}


def measure(asked: argparse.Namespace, scratch: Path) -> None:
    """All cases that are asked for and can be measured."""
    chosen = [case for case in cases(asked.sizes) if not asked.only or case.name in asked.only]
    unknown = sorted(set(asked.only) - {case.name for case in chosen})
    if unknown:
        raise SystemExit(f"no case {', '.join(unknown)}: there are {', '.join(case.name for case in cases(SIZES))}")
    kept: Json = {"machine": machine(), "rounds": asked.rounds, "load": {"before": load()}, "cases": [], "left_out": {}}
    asked.out.mkdir(parents=True, exist_ok=True)
    failed: list[str] = []
    for case in chosen:
        if reason := case.missing():
            kept["left_out"][case.name] = reason
        else:
            try:
                kept["cases"].append(rounds(case, scratch, asked))
            except SystemExit as error:  # the others are measured all the same
                print(f"{case.name}: {error}", file=sys.stderr, flush=True)
                failed.append(case.name)
        kept["load"]["after"] = load()
        write(asked.out / "results.json", kept)
        (asked.out / "results.md").write_text("\n".join(markdown(kept)), "utf-8")
    print((asked.out / "results.md").read_text("utf-8"))
    if failed:
        raise SystemExit(f"failed: {', '.join(failed)}")


def main(arguments: list[str] | None = None) -> None:
    """The command."""
    asked = options(arguments)
    if asked.list:
        print("\n".join(f"{case.name:12s} {case.what}" for case in cases(asked.sizes)))
    elif asked.measure:
        name, side = asked.measure
        case = next(case for case in cases(asked.sizes) if case.name == name)
        print(one(case, Given(asked.scratch, side, asked.sizes)))
    elif asked.scratch:
        asked.scratch.mkdir(parents=True, exist_ok=True)
        measure(asked, asked.scratch.resolve())
    else:
        with tempfile.TemporaryDirectory() as made:
            measure(asked, Path(made))


if __name__ == "__main__":
    main()
