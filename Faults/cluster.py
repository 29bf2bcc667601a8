"""A PostgreSQL of its own, which can be killed."""

import contextlib
import ctypes
import os
import pathlib
import signal
import subprocess
import tempfile

SCRIPT = pathlib.Path(__file__).resolve().parents[1] / "scripts/postgres"


class Cluster:
    def __init__(self, settings=()):
        self.settings = settings

    def __enter__(self):
        _adopt_orphans()
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
        process = subprocess.run([SCRIPT, "start", self.directory, *self.settings], capture_output=True, text=True)
        if process.returncode != 0:
            raise RuntimeError("PostgreSQL didn't start: " + process.stderr)
        return process.stdout.strip()

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


def _adopt_orphans():
    """Makes the server's processes this one's children once pg_ctl has gone: one that was killed is there until its parent asks."""
    set_child_subreaper = 36  # linux/prctl.h
    if ctypes.CDLL(None, use_errno=True).prctl(set_child_subreaper, 1) != 0:
        raise OSError(ctypes.get_errno(), "prctl")


def _kill(process):
    with contextlib.suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)


def _wait_for_end(process):
    with contextlib.suppress(ChildProcessError):
        os.waitpid(process, 0)
