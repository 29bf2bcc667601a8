"""The spool's disk is full while the database is away: what was acknowledged is there in the end, what wasn't was refused."""

import asyncio
import contextlib
import os
import subprocess
import tempfile

from publishers import Publishers
from store_process import StoreProcess

DISK = "1m"
PUBLISHERS = 16
FULL = 500  # refused messages, after which the disk counts as full
PATIENCE = 60  # seconds


@contextlib.contextmanager
def small_disk():
    with tempfile.TemporaryDirectory(prefix="faults-disk-") as directory:
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", directory], check=True)
        try:
            yield directory
        finally:
            subprocess.run(["umount", directory], check=True)


async def publish_until(is_enough, publishers):
    publishing = asyncio.create_task(publishers.run())
    async with asyncio.timeout(PATIENCE):
        while not is_enough(publishers.outcomes):
            await asyncio.sleep(0.01)
    publishers.stop()
    await publishing
    return publishers.outcomes


def run(cluster, program, missing, seed):
    """What became of the messages, or why nothing was tried."""
    if os.geteuid() != 0:
        return {"skipped": "mounting a small disk takes root"}
    with small_disk() as spool:
        store = StoreProcess(program, cluster.url, spool)
        store.start()
        try:
            cluster.kill()
            full = asyncio.run(publish_until(lambda outcomes: len(outcomes.refused) >= FULL, Publishers(store.port, PUBLISHERS, seed)))
            cluster.start()
            lost = missing(cluster, full.acknowledged)
            before = len(full.refused)
            after = asyncio.run(publish_until(lambda outcomes: len(outcomes.acknowledged) >= FULL, Publishers(store.port, PUBLISHERS, seed)))
            lost |= missing(cluster, after.acknowledged)
        finally:
            store.kill()
    return {
        "acknowledged": len(full.acknowledged), "refused": before, "lost": len(lost), "acknowledged_with_room_again": len(after.acknowledged),
    }
