"""What servers keep in memory, each figure with a bound. Run it through `scripts/bench memory`."""

import argparse
import json
import resource
import sys
import tempfile

from exproto_memory import ExProtoMemory
from hook_memory import HookMemory
from measure import MeasurementFailed, number, table

PARTS = {"hooks": HookMemory, "exproto": ExProtoMemory}
FILES = 10_500  # that one process has open: 10,000 devices and something


def allow_many_files():
    """For this process and the servers that it starts."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard < FILES:
        raise MeasurementFailed(f"a process may have {hard} files open and needs {FILES}: raise the hard limit (ulimit -Hn)")
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def main():
    parser = argparse.ArgumentParser(prog="scripts/bench memory", description=__doc__)
    parser.add_argument("part", nargs="?", choices=PARTS, help="one of them; both by default")
    part = parser.parse_args().part
    allow_many_files()
    results = []
    for benchmark in [PARTS[part]] if part else PARTS.values():
        with tempfile.TemporaryDirectory(dir="/dev/shm") as directory:
            results += benchmark(directory).results()
    rows = [[result.title, f"{number(result.value)} {result.unit}", f"{number(result.bound, 0)} {result.unit}"] for result in results]
    print(table(["", "measured", "bound"], rows), end="\n\n")
    print(json.dumps({"benchmark": "memory"} | {result.name: round(result.value, 2) for result in results}))
    if exceeded := [result.title for result in results if not result.holds]:
        raise MeasurementFailed(f"over the bound: {'; '.join(exceeded)}")


if __name__ == "__main__":
    try:
        main()
    except MeasurementFailed as failure:
        sys.exit(f"failed: {failure}")
