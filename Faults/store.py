"""Kills hook-store-postgres, PostgreSQL and both while messages are published, and counts what is lost. Run it through scripts/faults."""

import argparse
import asyncio
import contextlib
import json
import pathlib
import random
import subprocess
import sys
import tempfile
import time

import full_disk
from cluster import Cluster
from publishers import Publishers
from store_process import StoreProcess

PUBLISHERS = 16
SETTLING = 60  # seconds that the store gets to store what waits on the disk


class Round:
    """Publishes, kills, publishes on, starts what was killed, publishes on."""

    def __init__(self, number, cluster, store, seed):
        self.cluster = cluster
        self.store = store
        self.random = random.Random(seed)
        self.victims = [["store"], ["postgres"], ["store", "postgres"]][number % 3]
        self.publishers = Publishers(store.port, PUBLISHERS, seed)

    async def run(self):
        publishing = asyncio.create_task(self.publishers.run())
        await self._pause(0.1, 0.6)
        for victim in self.victims:
            await asyncio.to_thread(self.store.kill if victim == "store" else self.cluster.kill)
            await self._pause(0, 0.05)
        await self._pause(0, 0.4)
        for victim in self.random.sample(self.victims, len(self.victims)):
            await asyncio.to_thread(self.store.start if victim == "store" else self.cluster.start)
            await self._pause(0, 0.3)
        self.publishers.stop()
        await publishing
        return self.publishers.outcomes

    async def _pause(self, shortest, longest):
        await asyncio.sleep(self.random.uniform(shortest, longest))


def missing(cluster, acknowledged):
    """Those that the database doesn't have, once it had the time to get what waits on the disk."""
    deadline = time.monotonic() + SETTLING
    while True:
        with contextlib.suppress(subprocess.CalledProcessError):
            stored = {row.replace("-", "").upper() for row in cluster.rows("SELECT id FROM mqtt_message")}
            lost = acknowledged - stored
            if not lost or time.monotonic() > deadline:
                return lost
        time.sleep(0.1)


def duplicates(cluster):
    return int(cluster.rows("SELECT count(*) FROM (SELECT id FROM mqtt_message GROUP BY id HAVING count(*) > 1) AS twice")[0])


def run(arguments):
    program = pathlib.Path(arguments.programs, "hook-store-postgres")
    seed = arguments.seed if arguments.seed is not None else random.randrange(2**32)
    print(f"seed {seed}", file=sys.stderr)
    published, refused, failed_calls, acknowledged, lost = 0, 0, 0, set(), set()
    with Cluster() as cluster, tempfile.TemporaryDirectory(prefix="faults-spool-") as spool:
        store = StoreProcess(program, cluster.url, spool)
        subprocess.run([program, "migrate"], env=store.environment, check=True, stdout=subprocess.DEVNULL)
        store.start()
        try:
            for number in range(arguments.rounds):
                current = Round(number, cluster, store, f"{seed}-{number}")
                outcomes = asyncio.run(current.run())
                lost |= missing(cluster, outcomes.acknowledged)
                published += outcomes.published
                refused += len(outcomes.refused)
                failed_calls += outcomes.failed_calls
                acknowledged |= outcomes.acknowledged
                killed = " and ".join(current.victims)
                print(f"round {number + 1}: killed {killed}, {len(outcomes.acknowledged)} acknowledged, {len(lost)} lost", file=sys.stderr)
            lost |= missing(cluster, acknowledged)
            report = {
                "rounds": arguments.rounds, "published": published, "acknowledged": len(acknowledged), "lost": len(lost),
                "duplicate_ids": duplicates(cluster), "refused": refused, "failed_calls": failed_calls, "exit_status": store.stop(),
                "full_disk": full_disk.run(cluster, program, missing, seed),
            }
        finally:
            store.kill()
    print(json.dumps(report))
    counts = [report["lost"], report["duplicate_ids"], report["exit_status"], report["full_disk"].get("lost", 0)]
    is_fine = counts == [0, 0, 0, 0] and report["acknowledged"] > 0
    return 0 if is_fine else 1


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--programs", required=True)
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--seed", type=int)
    sys.exit(run(parser.parse_args()))
