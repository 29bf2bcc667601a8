"""Echoes through the gateway: device, gateway, handler, gateway, broker, gateway, handler, device. Run it through `scripts/bench exproto`."""

import contextlib
import json
import pathlib
import subprocess
import sys
import tempfile
from dataclasses import dataclass

from hook_peers import BUILD, HERE, PYTHON, cpp_target, swift_product
from measure import LOAD_CORE, SERVER_CORE, MeasurementFailed, Server, interleaved, median, number, parse_arguments, pinned, table

ROOT = HERE.parent
sys.path.insert(0, str(ROOT / "Faults"))
from service_process import free_port  # noqa: E402

PAYLOAD_BYTES = 256
DEVICES = [1, 100, 1_000]
OURS, GRPCIO = "ConnectionHandlerKit", "grpcio"
HANDLERS = {OURS: [BUILD / "release/swift-echo"], GRPCIO: [PYTHON, HERE / "python/echo_handler.py"]}
CALLBACKS_PER_ECHO = 2  # the device's bytes, and the message
LIMIT_HANDLER_RATIO = 1 / 20

CONFIGURATION = """
gateway:
  exproto:
    server: {{bind: "127.0.0.1:{adapter}"}}
    handler: {{address: "http://127.0.0.1:{handler}"}}
    listeners:
      tcp:
        default: {{bind: "127.0.0.1:0", tcp_options: {{nodelay: true}}, max_conn_rate: 1000000}}
"""


@dataclass(frozen=True)
class Case:
    handler: str
    devices: int


@dataclass
class Figures:
    """One run's, or the medians of several runs'. CPU is of the process, in µs per echo."""

    echoes_per_second: float
    gateway_cpu_us: float
    handler_cpu_us: float
    p50_us: float
    p99_us: float


class Devices:
    """The devices of a run, each of which has had its first echo. They leave with the block."""

    def __init__(self, port, devices):
        self.command = pinned(LOAD_CORE, [BUILD / "cpp/echo-devices", port, devices, PAYLOAD_BYTES])
        self.echoes = 0

    def __enter__(self):
        self.process = subprocess.Popen(self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self._report()
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.communicate()

    def echo(self, count):
        """That many echoes, every byte of them compared."""
        self.process.stdin.write(f"{count}\n")
        self.process.stdin.flush()
        return self._report(count)

    def _report(self, count=None):
        line = self.process.stdout.readline()
        if not line:
            raise MeasurementFailed(f"{self.command}: status {self.process.wait()}")
        report = json.loads(line)
        self.echoes += report["echoes"]
        if count is not None and report["echoes"] != count:
            raise MeasurementFailed(f"{report['echoes']} of {count} echoes")
        return report


class EchoBenchmark:
    def __init__(self, seconds, gateway):
        self.seconds = seconds
        self.gateway = gateway
        self.echoes = {}

    def calibrate(self, case):
        """Sets how many echoes fill the case's time: the same number in every round."""
        probe = max(500, case.devices)
        with self._running(case) as (_, _, devices):
            self.echoes[case] = max(case.devices, int(probe / devices.echo(probe)["seconds"] * self.seconds))

    def run(self, case):
        echoes = self.echoes[case]
        with self._running(case) as (gateway, handler, devices):
            devices.echo(max(case.devices, echoes // 10))
            before = gateway.cpu_seconds(), handler.cpu_seconds()
            report = devices.echo(echoes)
            gateway_cpu, handler_cpu = (server.cpu_seconds() - start for server, start in zip((gateway, handler), before))
        return Figures(
            echoes / report["seconds"], gateway_cpu / echoes * 1e6, handler_cpu / echoes * 1e6, report["p50_us"], report["p99_us"]
        )

    @contextlib.contextmanager
    def _running(self, case):
        """A gateway, a handler and devices. Afterwards the handler must have been called twice for each echo."""
        # Handler and gateway have to know it before they start.
        adapter_port = free_port()
        # The handlers are what is compared: theirs is a core of its own.
        command = [*HANDLERS[case.handler], "--port", adapter_port]
        with Server(command, core=SERVER_CORE) as handler, tempfile.TemporaryDirectory() as directory:
            file = pathlib.Path(directory, "gateway.yaml")
            file.write_text(CONFIGURATION.format(adapter=adapter_port, handler=handler.port))
            command = [self.gateway, file, "--metrics-port=0", "--log-level=error"]
            # It says on standard error where it listens.
            with Server(command, errors=subprocess.STDOUT, core=LOAD_CORE) as gateway, Devices(gateway.port, case.devices) as devices:
                yield gateway, handler, devices
                calls = handler.stop()
            if calls != devices.echoes * CALLBACKS_PER_ECHO:
                raise MeasurementFailed(f"{case}: {devices.echoes} echoes, {calls} callbacks")


def build():
    """The programs in release. Returns the gateway."""
    swift = ["swift", "build", "--configuration", "release", "--package-path", ROOT]
    for command in [*swift_product("swift-echo"), *cpp_target("echo-devices"), [*swift, "--product", "extension-gateway"]]:
        process = subprocess.run(list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if process.returncode != 0:
            print(process.stdout, file=sys.stderr)
            raise MeasurementFailed(f"{command[0]} could not build")
    path = subprocess.run([*map(str, swift), "--show-bin-path"], check=True, capture_output=True, text=True).stdout.strip()
    return pathlib.Path(path, "extension-gateway")


def print_table(medians):
    header = ["handler", "devices", "echoes/s", "gateway CPU µs", "handler CPU µs", "p50 µs", "p99 µs"]
    rows = []
    for case, figures in medians.items():
        rows.append([
            case.handler, number(case.devices, 0), number(figures.echoes_per_second, 0), number(figures.gateway_cpu_us),
            number(figures.handler_cpu_us), number(figures.p50_us, 0), number(figures.p99_us, 0),
        ])
    print(table(header, rows), end="\n\n")


def headline(medians, ratios):
    result = {"benchmark": "exproto", "payload_bytes": PAYLOAD_BYTES}
    for devices in DEVICES:
        figures = medians[Case(OURS, devices)]
        result[f"devices_{devices}"] = {
            "echoes_per_second": round(figures.echoes_per_second), "gateway_cpu_us": round(figures.gateway_cpu_us, 1),
            "handler_cpu_us": round(figures.handler_cpu_us, 1), "p50_us": round(figures.p50_us), "p99_us": round(figures.p99_us),
            "handler_cpu_of_grpcio": round(ratios[devices], 4),
        }
    return result


def main():
    arguments = parse_arguments("exproto", __doc__)
    benchmark = EchoBenchmark(1 if arguments.quick else 4, build())
    cases = [Case(handler, devices) for devices in DEVICES for handler in HANDLERS]
    for case in cases:
        print(f"calibrating: {case.handler}, {case.devices} devices", file=sys.stderr)
        benchmark.calibrate(case)
    medians = {case: median(runs) for case, runs in interleaved(arguments.rounds, cases, benchmark.run).items()}
    print_table(medians)
    ratios = {devices: medians[Case(OURS, devices)].handler_cpu_us / medians[Case(GRPCIO, devices)].handler_cpu_us for devices in DEVICES}
    print(json.dumps(headline(medians, ratios)))
    if max(ratios.values()) > LIMIT_HANDLER_RATIO:
        raise MeasurementFailed("the handler takes more than a twentieth of grpcio's CPU")


if __name__ == "__main__":
    try:
        main()
    except MeasurementFailed as failure:
        sys.exit(f"failed: {failure}")
