"""What every benchmark shares: options, a server pinned to a core, its CPU time and memory, interleaved rounds, medians and tables."""

import argparse
import json
import pathlib
import select
import signal
import statistics
import subprocess
import time
from dataclasses import dataclass

SERVER_CORE = 0
LOAD_CORE = 1
START_TIMEOUT = 120  # seconds; valgrind is slow to start


class MeasurementFailed(Exception):
    """The work wasn't done as asked, so that its figures would mean nothing."""


def parse_arguments(name, description):
    """`--quick` and `--rounds`, which by default is 3 in a quick run and 7 in others."""
    parser = argparse.ArgumentParser(prog=f"scripts/bench {name}", description=description)
    parser.add_argument("--quick", action="store_true", help="short runs and three rounds: a first impression, not a figure")
    parser.add_argument("--rounds", type=int, help="interleaved rounds whose medians are shown (default 7)")
    arguments = parser.parse_args()
    arguments.rounds = arguments.rounds or (3 if arguments.quick else 7)
    return arguments


def cpu_seconds(process):
    """User and system time of all threads of that process identifier, ended ones included, in nanosecond resolution."""
    # Linux encodes "the CPU clock of process PID" as ~PID << 3, and 2 in the low bits for the scheduler's own account.
    return time.clock_gettime(~process << 3 | 2)


def pinned(core, command):
    return ["taskset", "--cpu-list", str(core), *map(str, command)]


@dataclass
class Bounded:
    """A figure that has to stay below its bound."""

    name: str
    title: str
    value: float
    unit: str
    bound: float

    @property
    def holds(self):
        return self.value < self.bound


class Server:
    """A server process whose first line ends in `listening 127.0.0.1:PORT`, and that prints `{"calls": N}` on SIGTERM."""

    def __init__(self, command, environment=None, errors=None, core=SERVER_CORE):
        self.command = command
        self.environment = environment
        self.errors = errors
        self.core = core

    def __enter__(self):
        self.process = subprocess.Popen(
            pinned(self.core, self.command), env=self.environment, stdout=subprocess.PIPE, stderr=self.errors, text=True
        )
        try:
            self.port = self._listening_port()
        except BaseException:
            self._kill()
            raise
        return self

    def __exit__(self, *_):
        self._kill()

    def cpu_seconds(self):
        return cpu_seconds(self.process.pid)

    def resident_mib(self):
        for line in pathlib.Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
        raise MeasurementFailed("no VmRSS: the server is gone")

    def stop(self):
        """Ends the server and returns how many calls its handlers received."""
        return self.report()["calls"]

    def report(self):
        """Ends the server and returns all that it counted."""
        self.process.send_signal(signal.SIGTERM)
        output, _ = self.process.communicate(timeout=START_TIMEOUT)
        return json.loads(output)

    def _listening_port(self):
        ready, _, _ = select.select([self.process.stdout], [], [], START_TIMEOUT)
        line = self.process.stdout.readline() if ready else ""
        if "listening " not in line:
            raise MeasurementFailed(f"{self.command[0]} doesn't listen, it said {line!r}")
        return int(line.rsplit(":", 1)[1])

    def _kill(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self.process.stdout.close()


@dataclass
class Figures:
    """One run's, or the medians of several runs'."""

    requests_per_second: float
    cpu_us: float
    p50_us: float
    p99_us: float
    rss_mib: float


@dataclass
class Summary:
    """The medians of all rounds, and the range of what varies most between machines and days."""

    median: Figures
    cpu_us_range: tuple


def summarized(runs_by_case):
    return {case: summarize(runs) for case, runs in runs_by_case.items()}


def summarize(runs):
    cpu = [run.cpu_us for run in runs]
    return Summary(median(runs), (min(cpu), max(cpu)))


def median(runs):
    """Figures, each of them the median of its own."""
    figures = type(runs[0])
    return figures(**{name: statistics.median(getattr(run, name) for run in runs) for name in figures.__dataclass_fields__})


def interleaved(rounds, cases, run):
    """Runs every case once a round, so that a change of the machine's mood meets all of them alike. The runs by case."""
    runs = {case: [] for case in cases}
    for _ in range(rounds):
        for case in cases:
            runs[case].append(run(case))
    return runs


def ratio(summaries, case, reference):
    """How many times the reference's CPU a case takes; None when either wasn't measured."""
    if case not in summaries or reference not in summaries:
        return None
    return summaries[case].median.cpu_us / summaries[reference].median.cpu_us


def percentile(ordered, share):
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def table(header, rows):
    """A Markdown table: the first column is text, the others are numbers."""
    lines = [header, ["---", *["---:"] * (len(header) - 1)], *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def number(value, digits=1):
    return "–" if value is None else f"{value:,.{digits}f}"
