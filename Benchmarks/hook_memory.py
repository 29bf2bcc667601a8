"""What HookProviderKit keeps in memory: after many calls, per idle stream, per idle connection. Part of `scripts/bench memory`."""

import threading
import time

from h2load import Shape
from hook_peers import OURS, build
from hooks import METHOD, HookBenchmark, recorded_call
from measure import Bounded
from raw_http2 import IdleConnection

CALLS = 1_000_000
FIRST_CALLS = 10_000
STREAMS = 10_000
CONNECTIONS = 1_000
WARM_UP = 100
SAMPLE_INTERVAL = 0.02  # seconds


class ResidentMemory:
    """Samples a server's memory while a load runs."""

    def __init__(self, server):
        self.server = server
        self.samples = []
        self.stopped = threading.Event()
        self.thread = threading.Thread(target=self._sample)

    def __enter__(self):
        self.start = time.monotonic()
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.stopped.set()
        self.thread.join()
        self.duration = time.monotonic() - self.start

    def growth_after(self, share):
        """KiB between the first sample after that share of the time and the greatest one since."""
        later = [mib for at, mib in self.samples if at >= share * self.duration]
        return (max(later) - later[0]) * 1024

    def _sample(self):
        while not self.stopped.wait(SAMPLE_INTERVAL):
            self.samples.append((time.monotonic() - self.start, self.server.resident_mib()))


class HookMemory(HookBenchmark):
    def __init__(self, directory):
        build([OURS])
        super().__init__(0, directory)
        call = recorded_call()
        # A deadline, as every call of EMQX has one, but none that passes meanwhile.
        self.headers = {":path": METHOD} | call["headers"] | {"grpc-timeout": "1H"}

    def million_calls(self):
        """On one connection. A call takes the same time as another, so the first 10,000 take 1 % of it."""
        with self._serving(OURS) as (server, make_calls), ResidentMemory(server) as memory:
            make_calls(Shape(1, 32), CALLS)
        growth = memory.growth_after(FIRST_CALLS / CALLS)
        return Bounded("growth_kib", f"{CALLS:,} calls on one connection: growth after the first {FIRST_CALLS:,}", growth, "KiB", 1024)

    def idle_streams(self):
        with self._serving(OURS) as (server, _):
            connection = IdleConnection(server.port)
            connection.open_streams(WARM_UP, self.headers)
            before = server.resident_mib()
            connection.open_streams(STREAMS, self.headers)
            per_stream = (server.resident_mib() - before) * 2**20 / STREAMS
            connection.close()
        return Bounded("stream_bytes", f"{STREAMS:,} idle streams on one connection: each", per_stream, "bytes", 1024)

    def idle_connections(self):
        with self._serving(OURS) as (server, _):
            connections = [IdleConnection(server.port) for _ in range(WARM_UP)]
            before = server.resident_mib()
            connections += [IdleConnection(server.port) for _ in range(CONNECTIONS)]
            per_connection = (server.resident_mib() - before) * 1024 / CONNECTIONS
            for connection in connections:
                connection.close()
        return Bounded("connection_kib", f"{CONNECTIONS:,} idle connections: each", per_connection, "KiB", 24)

    def results(self):
        return [self.million_calls(), self.idle_streams(), self.idle_connections()]
