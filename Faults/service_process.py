"""A service as a process that can be killed."""

import contextlib
import pathlib
import random
import re
import socket
import subprocess
import threading


def free_port():
    """One that the system gives to no client, so that whoever was killed finds it free again (ip_local_port_range starts at 32,768)."""
    while True:
        with socket.socket() as listener, contextlib.suppress(OSError):
            listener.bind(("127.0.0.1", random.randrange(10_000, 32_000)))
            return listener.getsockname()[1]


class ServiceProcess:
    """The same command, and so the same ports, at every start: those who know the service find it again."""

    def __init__(self, command, environment=None):
        self.command = list(map(str, command))
        self.environment = environment
        self.log = []
        self.process = None

    def start(self):
        """Returns when the service listens."""
        self.process = subprocess.Popen(self.command, env=self.environment, stdout=self.output(), stderr=subprocess.PIPE, text=True)
        for line in self.process.stderr:
            self.heard(line)
            if re.search(r"listening on .*:\d+$", line.strip()):
                threading.Thread(target=self._read_log, args=[self.process.stderr], daemon=True).start()
                return
        raise RuntimeError(f"{self.command[0]} didn't start: " + "".join(self.log[-20:]))

    def output(self):
        """What the process has for standard output; this one's by default."""
        return None

    def heard(self, line):
        """A line of the log has come."""
        self.log.append(line)

    def kill(self):
        self.process.kill()
        self.process.wait()

    def stop(self):
        """Returns the exit status."""
        self.process.terminate()
        return self.process.wait(timeout=60)

    def resident_kib(self):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"^VmRSS:\s+(\d+) kB$", status, re.MULTILINE)[1])

    def _read_log(self, stream):
        for line in stream:
            self.heard(line)
