"""What extension-gateway and ConnectionHandlerKit keep in memory for devices and streams, and for a device whose handler is asleep. Part of
`scripts/bench memory`."""

import contextlib
import json
import pathlib
import socket
import statistics
import struct
import subprocess
import sys
import threading
import time

from hook_peers import BUILD, cpp_target
from measure import Bounded, MeasurementFailed
from raw_http2 import IdleConnection

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "Faults"))
from exproto_processes import GatewayProcess, HandlerProcess, Ports  # noqa: E402

DEVICES = 10_000
STREAMS = 10_000
WARM_UP = 100
PATIENCE = 30  # seconds
KERNEL_BUFFERS = 16 << 20  # bytes that two sockets hold at most: 4 and 6 MiB by default (tcp_wmem, tcp_rmem)
ROUNDS = 7
ECHOING_DEVICES, ECHO_BYTES, ECHOES = 16, 256, 20_000
STREAM_HEADERS = {
    ":method": "POST", ":scheme": "http", ":path": "/emqx.exproto.v1.ConnectionHandler/OnTimerTimeout", ":authority": "handler",
    "content-type": "application/grpc", "te": "trailers",
}
# A TimerTimeoutRequest of the connection "c", with a type of timer that there isn't: it is read, and nobody's.
EVENT = b"\x0a\x01c\x10\x01"


class ExProtoMemory:
    def __init__(self, directory):
        self.directory = directory
        self.programs = build()

    def results(self):
        return [*self.idle_devices(), self.idle_streams(), *self.sleeping_handler()]

    def idle_devices(self):
        """Each has had an echo, so that it is a client with a subscription."""
        with self._running("echo-handler") as (gateway, handler):
            devices = [echoing_device(gateway.ports.devices) for _ in range(WARM_UP)]
            before = gateway.resident_kib(), handler.resident_kib()
            devices += [echoing_device(gateway.ports.devices) for _ in range(DEVICES)]
            each = [(process.resident_kib() - old) / DEVICES for process, old in zip((gateway, handler), before)]
            if not gateway.connections() == handler.connections() == len(devices):
                raise MeasurementFailed(f"{gateway.connections()} and {handler.connections()} connections of {len(devices)} devices")
            for device in devices:
                device.close()
        title = f"{DEVICES:,} idle devices on TCP: each in the"
        return [
            Bounded("device_gateway_kib", f"{title} gateway", each[0], "KiB", 10),
            Bounded("device_handler_kib", f"{title} handler", each[1], "KiB", 4),
        ]

    def idle_streams(self):
        """Of the legacy service, after one event each."""
        with self._running("echo-handler") as (_, handler):
            connection = IdleConnection(handler.ports.handler)
            data = struct.pack(">BI", 0, len(EVENT)) + EVENT
            connection.open_streams(WARM_UP, STREAM_HEADERS, data)
            before = handler.resident_kib()
            connection.open_streams(STREAMS, STREAM_HEADERS, data)
            each = (handler.resident_kib() - before) / STREAMS
            connection.close()
        return Bounded("legacy_stream_kib", f"{STREAMS:,} legacy streams that don't end: each in the handler", each, "KiB", 2)

    def sleeping_handler(self):
        """A device that sends without pause to a handler that is asleep, beside others that echo."""
        alone, beside, growth = [], [], []
        with self._running("witness-handler") as (gateway, handler):
            port = gateway.ports.devices
            echoes(port)
            for _ in range(ROUNDS):
                alone.append(echoes(port))
                before = gateway.resident_kib(), handler.resident_kib()
                with Flood(port):
                    beside.append(echoes(port))
                    growth.append([process.resident_kib() - old for process, old in zip((gateway, handler), before)])
        title = "a device that sends without pause to a handler that is asleep"
        return [
            Bounded("flood_gateway_kib", f"{title}: growth of the gateway", max(kib for kib, _ in growth), "KiB", 1024),
            Bounded("flood_handler_kib", f"{title}: growth of the handler", max(kib for _, kib in growth), "KiB", 1024),
            Bounded("flood_p99_ratio", "… p99 of other devices' echoes", statistics.median(beside) / statistics.median(alone), "times", 3),
        ]

    @contextlib.contextmanager
    def _running(self, handler):
        ports = Ports()
        gateway = GatewayProcess(self.programs / "extension-gateway", ports, self.directory, level="warning")
        handler = HandlerProcess(self.programs / handler, ports)
        handler.start()
        try:
            gateway.start()
            yield gateway, handler
        finally:
            handler.kill()
            if gateway.process:
                gateway.kill()


class Flood:
    """The socket of the device is full when this has been entered, and it goes on sending whenever it can."""

    def __init__(self, port):
        self.port = port

    def __enter__(self):
        self.device = echoing_device(self.port)
        self.device.sendall(b"sleep")
        # What comes with it would be another word.
        time.sleep(0.5)
        self.device.settimeout(0.1)
        self.sent = 0
        self.is_stopping = False
        self.thread = threading.Thread(target=self._send)
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.is_stopping = True
        self.thread.join()
        if self.sent > KERNEL_BUFFERS:
            raise MeasurementFailed("the gateway goes on reading from a device whose handler is asleep")
        self.device.close()

    def _send(self):
        while not self.is_stopping:
            with contextlib.suppress(TimeoutError):
                self.sent += self.device.send(bytes(1 << 16))


def echoing_device(port):
    """A device that has sent something, and got it back."""
    device = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
    device.sendall(b"hello")
    if device.recv(5, socket.MSG_WAITALL) != b"hello":
        raise MeasurementFailed("a device has no echo")
    return device


def echoes(port):
    """The p99 of the devices' echoes in microseconds."""
    command = [BUILD / "cpp/echo-devices", str(port), str(ECHOING_DEVICES), str(ECHO_BYTES)]
    process = subprocess.run(command, input=f"{ECHOES}\n", capture_output=True, text=True)
    if process.returncode != 0:
        raise MeasurementFailed(process.stderr)
    _, report = process.stdout.splitlines()
    return json.loads(report)["p99_us"]


def build():
    """Returns where the programs are."""
    swift = ["swift", "build", "-c", "release"]
    products = ["extension-gateway", "echo-handler", "witness-handler"]
    for command in [*([*swift, "--product", product] for product in products), *cpp_target("echo-devices")]:
        process = subprocess.run(list(map(str, command)), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if process.returncode != 0:
            raise MeasurementFailed(process.stdout)
    return pathlib.Path(subprocess.run([*swift, "--show-bin-path"], cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip())
