"""Instructions per call in user space, by valgrind. Exact to a few per mille, where the machine has no hardware counters."""

import re
import tempfile

from measure import MeasurementFailed

VALGRIND = ("valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null")
FEW = 2_000
MANY = 7_000


def instructions_per_call(serve_calls):
    """The difference of two runs, which leaves start-up out. `serve_calls(calls, wrapper, errors)` runs a server under the command `wrapper`."""
    few, many = (_instructions(serve_calls, calls) for calls in (FEW, MANY))
    return (many - few) / (MANY - FEW)


def _instructions(serve_calls, calls):
    with tempfile.TemporaryFile("w+") as report:
        serve_calls(calls, VALGRIND, report)
        report.seek(0)
        text = report.read()
    found = re.search(r"Collected : (\d+)", text)
    if not found:
        raise MeasurementFailed(f"no count from valgrind:\n{text[-2000:]}")
    return int(found[1])
