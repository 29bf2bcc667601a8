"""Durable messages per second of hook-store-postgres, beside what PostgreSQL takes by other ways. Run it through `scripts/bench store`."""

import argparse
import json
import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass

from hook_peers import BUILD, cpp_target
from measure import MeasurementFailed, cpu_seconds, number, percentile, table

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path.insert(0, str(ROOT / "Faults"))
from cluster import Cluster  # noqa: E402
from store_process import StoreProcess  # noqa: E402

CLIENTS = 256
CONNECTIONS, STREAMS = 8, 32
STORE, PGBENCH, BARE, COPY = "hook-store-postgres", "pgbench, one insert per commit", "libpq, the same batches", "libpq, COPY"
LIMIT_P99_MS = 25


@dataclass
class Run:
    rows_per_second: float
    cpu_us: float | None = None  # of the client's process, per row
    p99_ms: float | None = None
    batch: float | None = None


class StoreBenchmark:
    def __init__(self, cluster, programs, seconds, spool):
        self.cluster = cluster
        self.programs = programs
        self.seconds = seconds
        self.spool = spool
        self.environment = os.environ | {"DATABASE_URL": cluster.url}
        self.batch = None
        self._command(programs / "hook-store-postgres", "migrate")

    def run(self, case):
        self.cluster.rows("TRUNCATE mqtt_message")
        self.cluster.rows("CHECKPOINT")
        result = {STORE: self._store, PGBENCH: self._pgbench, BARE: self._bare, COPY: self._copy}[case]()
        return result

    def _store(self):
        store = StoreProcess(self.programs / "hook-store-postgres", self.cluster.url, self.spool)
        store.start()
        try:
            calls = int(self._publish(store, 20_000)["calls"] / 20_000 * self._calls())
            before, rows_before, transactions = cpu_seconds(store.process.pid), self._rows(), self._transactions()
            load = self._publish(store, calls)
            cpu = cpu_seconds(store.process.pid) - before
            stored = self._rows() - rows_before
            self.batch = calls / max(1, self._transactions() - transactions)
        finally:
            status = store.stop()
        if load["passed"] != calls or stored != calls or status != 0:
            raise MeasurementFailed(f"of {calls} messages {load['passed']} were acknowledged and {stored} stored; exit status {status}")
        return Run(calls / load["seconds"], cpu / calls * 1e6, load["p99_us"] / 1000, self.batch)

    def _calls(self):
        return int(30_000 * self.seconds)

    def _publish(self, store, calls):
        return json.loads(self._command(
            self.programs / "publish-load", "--port", store.port, "--calls", calls, "--connections", CONNECTIONS, "--streams", STREAMS,
        ))

    def _pgbench(self):
        output = self._command(
            "pgbench", self.cluster.url, "--no-vacuum", "--protocol=prepared", f"--client={CLIENTS}", "--jobs=2", f"--time={self.seconds}",
            f"--file={HERE / 'insert.pgbench'}", "--log", f"--log-prefix={self.spool}/pgbench",
        )
        rate = float(re.search(r"tps = ([0-9.]+)", output).group(1))
        failed = int(re.search(r"failed transactions: (\d+)", output).group(1))
        done = int(re.search(r"actually processed: (\d+)", output).group(1))
        if failed or done != self._rows():
            raise MeasurementFailed(f"pgbench: {done} transactions, {failed} failed, {self._rows()} rows")
        return Run(rate, p99_ms=self._pgbench_p99())

    def _pgbench_p99(self):
        latencies = []
        for log in pathlib.Path(self.spool).glob("pgbench*"):
            latencies += [int(line.split()[2]) for line in log.read_text().splitlines()]
            log.unlink()
        return percentile(sorted(latencies), 0.99) / 1000

    def _bare(self):
        return self._bare_insert("unnest", max(1, round(self.batch)))

    def _copy(self):
        return self._bare_insert("copy", 1)

    def _bare_insert(self, mode, batch):
        rows = int(60_000 * self.seconds)
        result = json.loads(self._command(BUILD / "cpp/bare-insert", mode, rows, batch))
        if self._rows() != rows:
            raise MeasurementFailed(f"{mode}: {self._rows()} of {rows} rows")
        return Run(rows / result["seconds"], result["cpu_seconds"] / rows * 1e6, batch=None if mode == "copy" else batch)

    def _rows(self):
        return int(self.cluster.rows("SELECT count(*) FROM mqtt_message")[0])

    def _transactions(self):
        """Statements that inserted messages, since the server started."""
        return int(self.cluster.rows("SELECT coalesce(sum(calls), 0) FROM pg_stat_statements WHERE query LIKE 'INSERT INTO mqtt_message%'")[0])

    def _command(self, *command):
        process = subprocess.run(list(map(str, command)), env=self.environment, capture_output=True, text=True)
        if process.returncode != 0:
            raise MeasurementFailed(f"{command[0]}: {process.stderr}")
        return process.stdout


def build(programs):
    commands = [["swift", "build", "-c", "release", "--product", product] for product in ["hook-store-postgres", "publish-load"]]
    for command in commands + cpp_target("bare-insert"):
        process = subprocess.run(list(map(str, command)), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if process.returncode != 0:
            raise MeasurementFailed(process.stdout)


def median(runs, name):
    values = [getattr(run, name) for run in runs if getattr(run, name) is not None]
    return statistics.median(values) if values else None


def main():
    parser = argparse.ArgumentParser(prog="scripts/bench store", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=5, help="about how long a run lasts (default %(default)s)")
    arguments = parser.parse_args()
    programs = pathlib.Path(subprocess.run(
        ["swift", "build", "-c", "release", "--show-bin-path"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.strip())
    build(programs)
    cases = [STORE, PGBENCH, BARE, COPY]
    runs = {case: [] for case in cases}
    settings = ["max_connections=300", "shared_preload_libraries=pg_stat_statements"]
    with Cluster(settings) as cluster, tempfile.TemporaryDirectory() as spool:
        cluster.rows("CREATE EXTENSION pg_stat_statements")
        benchmark = StoreBenchmark(cluster, programs, arguments.seconds, spool)
        for round_number in range(arguments.rounds):
            for case in cases:
                print(f"round {round_number + 1}: {case}", file=sys.stderr)
                runs[case].append(benchmark.run(case))
    medians = {case: {name: median(runs[case], name) for name in Run.__dataclass_fields__} for case in cases}
    print(table(
        ["way", "rows/s", "range", "client CPU µs/row", "p99 ms", "rows per commit"],
        [
            [
                case, number(medians[case]["rows_per_second"], 0),
                "–".join(number(bound(run.rows_per_second for run in runs[case]), 0) for bound in (min, max)),
                number(medians[case]["cpu_us"], 1), number(medians[case]["p99_ms"], 1), number(medians[case]["batch"], 0),
            ]
            for case in cases
        ],
    ))
    ours = medians[STORE]
    ratio = {case: ours["rows_per_second"] / medians[case]["rows_per_second"] for case in cases}
    result = {
        "benchmark": "store", "messages_per_second": round(ours["rows_per_second"]), "cpu_us_per_message": round(ours["cpu_us"], 2),
        "p99_ms": round(ours["p99_ms"], 2), "times_pgbench": round(ratio[PGBENCH], 2), "of_bare_libpq": round(ratio[BARE], 3),
        "of_copy": round(ratio[COPY], 3),
    }
    print(json.dumps(result))
    if not (ratio[PGBENCH] >= 3 and ratio[BARE] >= 0.5 and ours["p99_ms"] < LIMIT_P99_MS):
        print("not reached: 3 times pgbench, half of bare libpq, p99 under 25 ms", file=sys.stderr)


if __name__ == "__main__":
    try:
        main()
    except MeasurementFailed as failure:
        sys.exit(f"failed: {failure}")
