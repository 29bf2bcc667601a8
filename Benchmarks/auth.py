"""The authenticator of hook-auth-postgres: decisions/s from the cache, with a hash each, and what hashing does to OnMessagePublish beside
it. Run it through `scripts/bench auth`."""

import base64
import contextlib
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass

from h2load import Shape, UnaryLoad
from hook_peers import HERE, PYTHON, PYTHON_STUBS, STUBS
from hooks import METHOD as PUBLISH
from hooks import recorded_call
from measure import Figures, MeasurementFailed, Server, interleaved, number, parse_arguments, summarized, table

ROOT = HERE.parent
SERVICE = "/emqx.exhook.v3.HookProvider/"
DECISION_BYTES = 4
PUBLISH_RATE = 1_000
CONNECT_SECONDS = 0.5
FIRST_CALLS = 10
# "secret" with the costs 4 and 10.
HASHES = {
    "bcrypt4": "$2b$04$abcdefghijklmnopqrstuu2r9OfJnfCsdneAXAGHnS4UpFFP8WIrW",
    "bcrypt10": "$2b$10$ABCDEFGHIJKLMNOPQRSTUuyO9kTQgdWNHvwvTU1LxKdj6mOHKwv6m",
}


@dataclass(frozen=True)
class Case:
    title: str
    mode: str
    request: str
    shape: Shape
    hashes_beside: bool = False

    @property
    def is_publish(self):
        return self.request == "publish"


CACHED_AUTHENTICATE = Case("authenticate, cached", "cached", "authenticate_4", Shape(8, 32))
CACHED_AUTHORIZE = Case("authorize, cached", "cached", "authorize", Shape(8, 32))
BCRYPT_4 = Case("authenticate, bcrypt 4", "uncached", "authenticate_4", Shape(1, 1))
BCRYPT_10 = Case("authenticate, bcrypt 10", "uncached", "authenticate_10", Shape(1, 1))
ALONE = Case("publish, 1,000/s", "uncached", "publish", Shape(1, 1))
BESIDE = Case("… beside bcrypt 10", "uncached", "publish", Shape(1, 1), hashes_beside=True)
CASES = [CACHED_AUTHENTICATE, CACHED_AUTHORIZE, BCRYPT_4, BCRYPT_10, ALONE, BESIDE]


class AuthBenchmark:
    def __init__(self, seconds, programs, directory):
        self.seconds = seconds
        self.server = [programs / "auth-hooks"]
        self.publish_file = pathlib.Path(directory, "publish-request")
        call = recorded_call()
        self.headers = {name: value for name, value in call["headers"].items() if not name.startswith(":")}
        self.requests = {name: base64.b64decode(text) for name, text in requests().items()}
        self.requests["publish"] = base64.b64decode(call["requests"][0]["bytes"])
        self.publish_file.write_bytes(self.requests["publish"])
        self.loads = {name: self._load(name, directory) for name in self.requests}
        self.calls = {}

    def calibrate(self, case):
        """Sets how many calls fill the case's time: the same number in every round."""
        if case.is_publish:
            self.calls[case] = int(PUBLISH_RATE * self.seconds)
            return
        probe = 20 if case == BCRYPT_10 else 1_000
        with self._serving(case) as (_, make_calls):
            rate = make_calls(probe).requests_per_second
        self.calls[case] = max(probe, int(rate * self.seconds))

    def run(self, case):
        calls = self.calls[case]
        with self._serving(case) as (server, make_calls):
            make_calls(max(10, calls // 10))
            before = server.cpu_seconds()
            with self._hashing(server, case):
                result = make_calls(calls)
            cpu = server.cpu_seconds() - before
            return Figures(result.requests_per_second, cpu / calls * 1e6, result.p50_us, result.p99_us, server.resident_mib())

    def _load(self, name, directory):
        directory = pathlib.Path(directory, name)
        directory.mkdir()
        method = {"publish": PUBLISH, "authorize": SERVICE + "OnClientAuthorize"}.get(name, SERVICE + "OnClientAuthenticate")
        return UnaryLoad(method, self.headers, self.requests[name], directory)

    @contextlib.contextmanager
    def _serving(self, case):
        """A server, and a function that calls it. Afterwards it must have done all that was asked, and answered as expected."""
        self.made, self.authenticated = 0, 0

        def make_calls(calls, shape=case.shape):
            self._count(case.request, calls)
            return self.loads[case.request].run(server.port, shape, calls, size, PUBLISH_RATE if case.is_publish else None)

        with Server([*self.server, case.mode], os.environ) as server:
            size = self._verify_publish(server) if case.is_publish else DECISION_BYTES
            if case.mode == "cached":
                # Nothing is taken from the cache before the provider hears of changes, and all who come first together pay the hash.
                time.sleep(CONNECT_SECONDS)
                make_calls(FIRST_CALLS, Shape(1, 1))
            yield server, make_calls
            self._check(case, server.report())

    def _count(self, name, calls):
        self.made += calls
        self.authenticated += calls if name != "publish" else 0

    @contextlib.contextmanager
    def _hashing(self, server, case):
        """Keeps the hashing thread busy for the whole time, where the case asks for it."""
        if not case.hashes_beside:
            yield
            return
        calls = int(self.calls[BCRYPT_10] * 1.5) + 20
        failures = []

        def load():
            try:
                self._count("authenticate_10", calls)
                self.loads["authenticate_10"].run(server.port, Shape(1, 4), calls, DECISION_BYTES)
            except Exception as failure:  # noqa: BLE001 a thread's failure would go unseen
                failures.append(failure)

        thread = threading.Thread(target=load)
        thread.start()
        time.sleep(0.3)
        yield
        was_busy = thread.is_alive()
        thread.join()
        if failures or not was_busy:
            raise MeasurementFailed(f"the hashes didn't last as long as the publishes: {failures}")

    def _verify_publish(self, server):
        """One call through grpcio, its answer compared with what the request demands. Returns the answer's size in bytes."""
        self._count("publish", 1)
        command = [PYTHON, HERE / "python/verify_publish.py", str(server.port), self.publish_file]
        process = subprocess.run(command, env=os.environ | STUBS, capture_output=True, text=True)
        if process.returncode != 0:
            raise MeasurementFailed(process.stderr)
        return int(process.stdout)

    def _check(self, case, work):
        is_hashed = case.mode == "uncached"
        hashes_are_right = work["hashes"] == self.authenticated if is_hashed else work["hashes"] <= FIRST_CALLS
        if work["calls"] != self.made or work["allowed"] != self.authenticated or not hashes_are_right:
            raise MeasurementFailed(f"{case.title}: {work} of {self.made} calls, {self.authenticated} decisions")


def run(command, **options):
    process = subprocess.run(list(map(str, command)), capture_output=True, text=True, **options)
    if process.returncode != 0:
        raise MeasurementFailed(f"{command[0]}: {process.stdout}{process.stderr}")
    return process.stdout


def requests():
    return json.loads(run([PYTHON, HERE / "python/auth_requests.py"], env=os.environ | STUBS))


def build():
    """The programs in release, and the stubs."""
    for command in PYTHON_STUBS:
        run(command)
    swift = ["swift", "build", "--configuration", "release", "--package-path", ROOT]
    for product in ["auth-hooks", "hook-auth-postgres"]:
        run([*swift, "--product", product])
    return pathlib.Path(run([*swift, "--show-bin-path"]).strip())


def fill(programs):
    run([programs / "hook-auth-postgres", "migrate"])
    rows = ", ".join(f"('{name}', '{stored}', '')" for name, stored in HASHES.items())
    run(["psql", os.environ["DATABASE_URL"], "--quiet", "--set=ON_ERROR_STOP=1", "--command", f"""
        INSERT INTO mqtt_user (username, password_hash, salt) VALUES {rows};
        INSERT INTO mqtt_acl (username, permission, action, topic) VALUES
            ('bcrypt4', 'deny', 'all', 'private/#'), ('bcrypt4', 'allow', 'all', 'bench/${{username}}/#');
    """])


def print_table(summaries):
    header = ["what", "shape", "per second", "CPU µs each", "p50 µs", "p99 µs"]
    rows = []
    for case, summary in summaries.items():
        figures = summary.median
        # Beside hashes, their CPU is in it too.
        cpu = None if case.hashes_beside else figures.cpu_us
        rows.append([
            case.title, str(case.shape), number(figures.requests_per_second, 0), number(cpu, 2), number(figures.p50_us, 0),
            number(figures.p99_us, 0),
        ])
    print(table(header, rows), end="\n\n")


def headline(summaries):
    figures = {case: summary.median for case, summary in summaries.items()}
    result = {"benchmark": "auth"}
    names = {"cached_authenticate": CACHED_AUTHENTICATE, "cached_authorize": CACHED_AUTHORIZE, "bcrypt4": BCRYPT_4, "bcrypt10": BCRYPT_10}
    for name, case in names.items():
        result[f"{name}_per_second"] = round(figures[case].requests_per_second, 1)
        result[f"{name}_cpu_us"] = round(figures[case].cpu_us, 2)
    result["publish_p99_us"] = round(figures[ALONE].p99_us)
    result["publish_p99_us_beside_bcrypt10"] = round(figures[BESIDE].p99_us)
    result["publish_p99_ratio"] = round(figures[BESIDE].p99_us / figures[ALONE].p99_us, 2)
    return result


def main():
    arguments = parse_arguments("auth", __doc__)
    programs = build()
    fill(programs)
    with tempfile.TemporaryDirectory(dir="/dev/shm") as directory:
        benchmark = AuthBenchmark(2 if arguments.quick else 5, programs, directory)
        for case in CASES:
            print(f"calibrating: {case.title}", file=sys.stderr)
            benchmark.calibrate(case)
        summaries = summarized(interleaved(arguments.rounds, CASES, benchmark.run))
    print_table(summaries)
    print(json.dumps(headline(summaries)))


if __name__ == "__main__":
    try:
        main()
    except MeasurementFailed as failure:
        sys.exit(f"failed: {failure}")
