"""A PostgreSQL of its own, which can be killed."""

import os
import pathlib
import signal
import subprocess
import tempfile

SCRIPT = pathlib.Path(__file__).resolve().parents[1] / "scripts/postgres"


class Cluster:
    def __enter__(self):
        self._directory = tempfile.TemporaryDirectory(prefix="faults-")
        self.directory = pathlib.Path(self._directory.name)
        # The user that the server runs as has to get in.
        self.directory.chmod(0o755)
        self.url = self.start()
        return self

    def __exit__(self, *_):
        self.kill()
        self._directory.cleanup()

    def start(self):
        return subprocess.run([SCRIPT, "start", self.directory], check=True, capture_output=True, text=True).stdout.strip()

    def kill(self):
        """kill -9 for the server and all its processes, as far as they run."""
        try:
            server = int((self.directory / "data/postmaster.pid").read_text().split()[0])
            children = pathlib.Path(f"/proc/{server}/task/{server}/children").read_text().split()
        except FileNotFoundError:
            return
        for process in [server, *map(int, children)]:
            _kill(process)
        for process in [server, *map(int, children)]:
            _wait_for_end(process)

    def rows(self, sql):
        """What the query gives, a line per row."""
        command = ["psql", self.url, "--no-psqlrc", "--no-align", "--tuples-only", "--set=ON_ERROR_STOP=1", "--command", sql]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()


def _kill(process):
    try:
        os.kill(process, signal.SIGKILL)
    except ProcessLookupError:
        pass


def _wait_for_end(process):
    """It may be another's child, which can't be waited for; a zombie has ended."""
    status = pathlib.Path(f"/proc/{process}/stat")
    while True:
        try:
            if status.read_text().rsplit(")", 1)[1].split()[0] == "Z":
                return
        except (FileNotFoundError, ProcessLookupError):
            return
