"""hook-store-postgres as a process that can be killed."""

import os
import re
import socket
import subprocess
import threading


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class StoreProcess:
    """The same port at every start, so that those who publish find it again."""

    def __init__(self, program, database, spool, options=(), wrapper=()):
        self.port = free_port()
        self.log = []
        self.environment = os.environ | {"DATABASE_URL": database}
        self.command = [
            *wrapper, str(program), "--port", str(self.port), "--metrics-port", "0", "--spool-directory", str(spool),
            "--commit-timeout", "1000", *options,
        ]
        self.process = None

    def start(self):
        self.process = subprocess.Popen(self.command, env=self.environment, stderr=subprocess.PIPE, text=True)
        for line in self.process.stderr:
            self.log.append(line)
            if re.search(r"listening on .*:\d+$", line.strip()):
                threading.Thread(target=self._read_log, args=[self.process.stderr], daemon=True).start()
                return
        raise RuntimeError("the store didn't start: " + "".join(self.log[-20:]))

    def kill(self):
        self.process.kill()
        self.process.wait()

    def stop(self):
        """Returns the exit status."""
        self.process.terminate()
        return self.process.wait(timeout=60)

    def _read_log(self, stream):
        for line in stream:
            self.log.append(line)
