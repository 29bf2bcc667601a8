"""The gateway and a handler as processes that can be killed, and what they say of devices' connections."""

import pathlib
import re
import subprocess
import threading
import time
import urllib.request
from collections import Counter

from service_process import ServiceProcess, free_port

CONFIGURATION = """\
gateway:
  exproto:
    server:
      bind: 127.0.0.1:{adapter}
    handler:
      address: http://127.0.0.1:{handler}
      service_name: {service}
    listeners:
      tcp:
        default:
          bind: 127.0.0.1:{devices}
          max_conn_rate: 100000
"""
METRIC = "connection_handler_connections"
HAS_SOCKET = ("01", "08")  # ESTABLISHED, CLOSE_WAIT: linux/net/tcp_states.h


class Ports:
    def __init__(self):
        self.devices, self.adapter, self.handler, self.metrics = (free_port() for _ in range(4))


class GatewayProcess(ServiceProcess):
    """Keeps when it said of which connections that they have ended, and which it doesn't have any more."""

    LINE = re.compile(r" conn=(\S+).* \[ReferenceGateway\] A device(?:'s connection (ends)| is gone)\.$")

    def __init__(self, program, ports, directory, level="debug", service="ConnectionUnaryHandler"):
        self.ports = ports
        self.ended = {}
        self.gone = Counter()
        file = pathlib.Path(directory, "gateway.yaml")
        file.write_text(CONFIGURATION.format(adapter=ports.adapter, handler=ports.handler, devices=ports.devices, service=service))
        super().__init__([program, file, "--metrics-port", 0, "--log-level", level])

    def heard(self, line):
        super().heard(line)
        if match := self.LINE.search(line):
            if match[2]:
                self.ended[match[1]] = time.monotonic()
            else:
                self.gone[match[1]] += 1

    def connections(self):
        """How many sockets it has on the devices' port, those included that nobody is at the other end of."""
        suffix = f":{self.ports.devices:04X}"
        with open("/proc/net/tcp") as table:
            return sum(local.endswith(suffix) and state in HAS_SOCKET for _, local, _, state, *_ in map(str.split, table))


class Life:
    """What a handler knew from its start to its end."""

    def __init__(self):
        self.known = {}  # connections, and whether they were "opened" or "adopted"
        self.closed = Counter()
        self.killed = float("inf")

    def wrote(self, line):
        word, connection = line.split()[:2]
        if word == "closed":
            self.closed[connection] += 1
        else:
            self.known[connection] = word


class HandlerProcess(ServiceProcess):
    """Keeps a life for each of its starts."""

    def __init__(self, program, ports, *options):
        self.ports = ports
        self.lives = []
        super().__init__([
            program, "--port", ports.handler, "--metrics-port", ports.metrics, "--adapter", f"127.0.0.1:{ports.adapter}",
            "--log-level", "warning", *options,
        ])

    def start(self):
        self.lives.append(Life())
        super().start()
        threading.Thread(target=self._read_life, args=[self.process.stdout, self.lives[-1]], daemon=True).start()

    def output(self):
        return subprocess.PIPE

    def kill(self):
        self.lives[-1].killed = time.monotonic()
        super().kill()

    def connections(self):
        """How many it says that it has."""
        return int(self.metrics().get(METRIC, 0))

    def metrics(self):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.ports.metrics}/metrics", timeout=10) as response:
            lines = response.read().decode().splitlines()
        return {name: float(value) for name, value in (line.rsplit(" ", 1) for line in lines if not line.startswith("#"))}

    def _read_life(self, stream, life):
        for line in stream:
            life.wrote(line)
