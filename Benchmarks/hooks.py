"""OnMessagePublish on every stack: CPU per call, throughput, latency, memory. Run it through `scripts/bench hooks`."""

import argparse
import base64
import contextlib
import gzip
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import callgrind
from h2load import Shape, UnaryLoad
from hook_peers import CLOSURE, FLOOR, GRPC_CPP, GRPC_SWIFT, METRICS, OURS, PEERS, PYTHON, STUBS, build
from measure import Figures, MeasurementFailed, Server, interleaved, number, ratio, summarized, table

HERE = pathlib.Path(__file__).resolve().parent
RECORDING = HERE.parent / "Tests/Recordings/emqx-5.9.2.exhook.calls.jsonl.gz"
METHOD = "/emqx.exhook.v3.HookProvider/OnMessagePublish"

SHAPES = [Shape(1, 1), Shape(8, 1), Shape(8, 32), Shape(16, 100)]
HEADLINE = Shape(8, 32)
REFERENCES = {"floor": FLOOR, "cpp_grpc": GRPC_CPP, "grpc_swift_2": GRPC_SWIFT}
HEADLINE_REFERENCES = REFERENCES | {"closure": CLOSURE}
PROBE_CALLS = 2_000


def recorded_call():
    """A publish with MQTT 5 properties, as EMQX 5.9.2 sent it: the first that carries a content type."""
    with gzip.open(RECORDING, "rt") as lines:
        for line in lines:
            call = json.loads(line)
            if call["path"] == METHOD and "Content-Type" in str(call["requests"][0]["json"].get("props")):
                return call
    raise MeasurementFailed(f"{RECORDING} has no such call")


class HookBenchmark:
    """A case is a server's name and a shape."""

    def __init__(self, seconds, directory):
        call = recorded_call()
        request = base64.b64decode(call["requests"][0]["bytes"])
        headers = {name: value for name, value in call["headers"].items() if not name.startswith(":")}
        self.request = pathlib.Path(directory, "request")
        self.request.write_bytes(request)
        self.load = UnaryLoad(METHOD, headers, request, directory)
        self.seconds = seconds
        self.calls = {}

    def calibrate(self, case):
        """Sets how many calls fill the case's time: the same number in every round."""
        name, shape = case
        with self._serving(name) as (_, make_calls):
            make_calls(shape, PROBE_CALLS)
            rate = make_calls(shape, PROBE_CALLS).requests_per_second
        self.calls[case] = max(PROBE_CALLS, int(rate * self.seconds))

    def run(self, case):
        """One run on a fresh server: some calls as warm-up, then the calls that count."""
        name, shape = case
        calls = self.calls[case]
        with self._serving(name) as (server, make_calls):
            make_calls(shape, max(PROBE_CALLS, calls // 10))
            before = server.cpu_seconds()
            result = make_calls(shape, calls)
            cpu = server.cpu_seconds() - before
            rss = server.resident_mib()
        return Figures(result.requests_per_second, cpu / calls * 1e6, result.p50_us, result.p99_us, rss)

    def instructions(self, name):
        """User-space instructions per call in the headline shape."""

        def serve_calls(calls, wrapper, errors):
            with self._serving(name, wrapper, errors) as (_, make_calls):
                make_calls(HEADLINE, calls)

        return callgrind.instructions_per_call(serve_calls)

    @contextlib.contextmanager
    def _serving(self, name, wrapper=(), errors=None):
        """A server whose answer was verified, and a function that calls it. Afterwards its handlers must have seen every call."""
        peer = PEERS[name]
        made = 1

        def make_calls(shape, calls):
            nonlocal made
            made += calls
            return self.load.run(server.port, shape, calls, response_size)

        with Server([*wrapper, *peer.command], os.environ | peer.environment, errors) as server:
            response_size = self._verify(server)
            yield server, make_calls
            handled = server.stop()
        if handled != made:
            raise MeasurementFailed(f"{name}: the handlers saw {handled} calls of {made}")

    def _verify(self, server):
        """One call through grpcio, its answer compared with what the request demands. Returns the answer's size in bytes."""
        command = [PYTHON, HERE / "python/verify_publish.py", str(server.port), self.request]
        process = subprocess.run(command, env=os.environ | STUBS, capture_output=True, text=True)
        if process.returncode != 0:
            raise MeasurementFailed(process.stderr)
        return int(process.stdout)


def shape_table(shape, names, summaries):
    header = ["server", "requests/s", "CPU µs/call", "range", "p50 µs", "p99 µs", "RSS MiB", "× floor", "× gRPC C++", "× grpc-swift-2"]
    rows = []
    for name in names:
        summary = summaries[name, shape]
        median = summary.median
        rows.append([
            PEERS[name].title, number(median.requests_per_second, 0), number(median.cpu_us, 2),
            "–".join(number(bound, 2) for bound in summary.cpu_us_range),
            number(median.p50_us, 0), number(median.p99_us, 0), number(median.rss_mib),
            *(number(ratio(summaries, (name, shape), (reference, shape)), 2) for reference in REFERENCES.values()),
        ])
    return f"### {shape.connections} × {shape.streams}\n\n{table(header, rows)}\n"


def headline(summaries):
    """Our figures in the shape that counts; nulls when ours, or what it is compared with, wasn't measured."""
    ours = summaries.get((OURS, HEADLINE))
    result = {"benchmark": "hooks", "shape": str(HEADLINE)}
    for name in Figures.__dataclass_fields__:
        result[name] = round(getattr(ours.median, name), 3) if ours else None
    for label, reference in HEADLINE_REFERENCES.items():
        value = ratio(summaries, (OURS, HEADLINE), (reference, HEADLINE))
        result[f"ratio_to_{label}"] = None if value is None else round(value, 4)
    with_metrics = summaries.get((METRICS, HEADLINE))
    result["metrics_us"] = round(with_metrics.median.cpu_us - ours.median.cpu_us, 3) if ours and with_metrics else None
    return result


def print_instructions(benchmark, names):
    rows = []
    for name in names:
        if PEERS[name].runs_under_valgrind:
            print(f"callgrind: {name}", file=sys.stderr)
            rows.append([PEERS[name].title, number(benchmark.instructions(name), 0)])
    print(f"### Instructions per call in user space, {HEADLINE.connections} × {HEADLINE.streams}\n")
    print(table(["server", "instructions"], rows), end="\n\n")


def measure(names, rounds, benchmark):
    cases = [(name, shape) for shape in SHAPES for name in names]
    for case in cases:
        print(f"calibrating: {case[0]} {case[1]}", file=sys.stderr)
        benchmark.calibrate(case)
    return summarized(interleaved(rounds, cases, benchmark.run))


def parse_arguments():
    parser = argparse.ArgumentParser(prog="scripts/bench hooks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="short runs and three rounds: a first impression, not a figure")
    parser.add_argument("--rounds", type=int, help="interleaved rounds whose medians are shown (default 7)")
    parser.add_argument("--servers", default=",".join(PEERS), help="some of %(default)s")
    parser.add_argument("--instructions", action="store_true", help="count instructions per call under valgrind as well")
    arguments = parser.parse_args()
    arguments.names = arguments.servers.split(",")
    if unknown := set(arguments.names) - set(PEERS):
        parser.error(f"no such server: {', '.join(sorted(unknown))}")
    arguments.rounds = arguments.rounds or (3 if arguments.quick else 7)
    return arguments


def main():
    arguments = parse_arguments()
    build(arguments.names)
    with tempfile.TemporaryDirectory(dir="/dev/shm") as directory:
        benchmark = HookBenchmark(0.3 if arguments.quick else 2, directory)
        summaries = measure(arguments.names, arguments.rounds, benchmark)
        for shape in SHAPES:
            print(shape_table(shape, arguments.names, summaries))
        if arguments.instructions:
            print_instructions(benchmark, arguments.names)
    print(json.dumps(headline(summaries)))


if __name__ == "__main__":
    try:
        main()
    except MeasurementFailed as failure:
        sys.exit(f"failed: {failure}")
