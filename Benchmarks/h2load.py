"""Unary gRPC calls from Debian's h2load, and the proof that each was answered."""

import pathlib
import re
import struct
import subprocess
from dataclasses import dataclass

from measure import LOAD_CORE, MeasurementFailed, percentile, pinned


@dataclass(frozen=True)
class Shape:
    connections: int
    streams: int

    def __str__(self):
        return f"{self.connections}x{self.streams}"


@dataclass
class LoadResult:
    requests_per_second: float
    p50_us: float
    p99_us: float


class UnaryLoad:
    """The same call over and over. `directory` is for h2load's input and log, and should be in memory."""

    def __init__(self, path, headers, request, directory):
        self.path = path
        self.headers = headers
        self.body = pathlib.Path(directory, "body")
        self.body.write_bytes(grpc_message(request))
        self.log = pathlib.Path(directory, "log")

    def run(self, port, shape, calls, response_size, rate=None):
        """Raises MeasurementFailed unless every call was answered with status 200 and a message of the right size.

        Calls follow each other as fast as they are answered, or `rate` per second and connection.
        """
        self.log.unlink(missing_ok=True)
        process = subprocess.run(self._command(port, shape, calls, rate), capture_output=True, text=True, check=True)
        check(process.stdout, calls, response_size)
        latencies = self._latencies(calls)
        return LoadResult(
            requests_per_second=float(re.search(r"([\d.]+) req/s,", process.stdout)[1]),
            p50_us=percentile(latencies, 0.50),
            p99_us=percentile(latencies, 0.99),
        )

    def _command(self, port, shape, calls, rate):
        headers = [f"--header={name}: {value}" for name, value in self.headers.items()]
        pace = [f"--rps={rate}"] if rate else []
        return pinned(LOAD_CORE, [
            "h2load", f"--requests={calls}", f"--clients={shape.connections}", f"--max-concurrent-streams={shape.streams}", "--threads=1",
            f"--data={self.body}", f"--log-file={self.log}", *pace, *headers, f"http://127.0.0.1:{port}{self.path}",
        ])

    def _latencies(self, calls):
        """Microseconds, in rising order. The log's columns: start, HTTP status, microseconds."""
        rows = [line.split("\t") for line in self.log.read_text().splitlines()]
        if len(rows) != calls or any(row[1] != "200" for row in rows):
            raise MeasurementFailed(f"h2load logged {len(rows)} requests of {calls}, not all of them with status 200")
        return sorted(int(row[2]) for row in rows)


def grpc_message(payload):
    return b"\0" + struct.pack(">I", len(payload)) + payload


def check(output, calls, response_size):
    """h2load sees no trailers. An error of gRPC brings no message, hence the sum of the bytes."""
    expected = {
        r" (\d+) succeeded": calls,
        r" (\d+) 2xx": calls,
        r"\((\d+)\) data": calls * len(grpc_message(bytes(response_size))),
    }
    for pattern, value in expected.items():
        found = re.search(pattern, output)
        if not found or int(found[1]) != value:
            raise MeasurementFailed(f"h2load: {pattern} should be {value}\n{output}")
