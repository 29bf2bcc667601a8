"""What is expected of the programs, and what of it was broken."""

import asyncio
import sys
import time

SETTLING = 10  # seconds that a value gets to become what it should be


class Promises:
    def __init__(self):
        self.broken = set()

    def expect(self, promise, is_kept, found=""):
        if not is_kept:
            self.broken.add(promise)
            print(f"broken: {promise}: {found}", file=sys.stderr)

    async def expect_value(self, promise, value, expected, seconds=SETTLING):
        """Waits for `value()` to become what is expected. Returns how long that took."""
        start = time.monotonic()
        while (found := await asyncio.to_thread(value)) != expected and time.monotonic() < start + seconds:
            await asyncio.sleep(0.02)
        self.expect(promise, found == expected, f"{found} instead of {expected}")
        return time.monotonic() - start


class Memory:
    """A process's memory round by round. The first round is its warm-up."""

    def __init__(self):
        self.kib = []

    def sample(self, process):
        self.kib.append(process.resident_kib())

    @property
    def growth_kib(self):
        """By how much it was larger in a later round than in the second."""
        return max(self.kib[1:], default=0) - (self.kib[1] if len(self.kib) > 1 else 0)
