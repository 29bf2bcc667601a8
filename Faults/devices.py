"""Devices on TCP that send, wait until it has come back, and send again; those that are closed connect again."""

import asyncio
import contextlib
import random
import time
from dataclasses import dataclass

PATIENCE = 20  # seconds; a gateway cancels a call of the handler for a connection that has ended after 15
RECONNECT = 0.05
CALM = 1.0  # seconds that a calm device is silent at most
LEAVING = 0.02  # of the echoes are a device's last one on its connection


@dataclass
class Outcomes:
    connections: int = 0
    echoes: int = 0
    closed: int = 0  # connections, by the gateway
    left: int = 0  # connections, by their devices
    stuck: int = 0  # connections, on which nothing came back
    wrong: int = 0  # echoes of something else


class Devices:
    """Every other device sends without pause, so that it is in the middle of something whenever a process is killed; the others are calm, and
    may not notice."""

    def __init__(self, port, count, seed):
        self.port = port
        self.count = count
        self.random = random.Random(seed)
        self.outcomes = Outcomes()
        self.last_echo = [0.0] * count
        self.is_stopping = False
        # Devices that stay, so that connections can be counted.
        self.are_staying = False
        self.tasks = []

    def start(self):
        self.tasks = [asyncio.create_task(self._live(number)) for number in range(self.count)]

    async def stop(self):
        """Returns when the last one has closed its connection."""
        self.is_stopping = True
        await asyncio.gather(*self.tasks)

    async def all_echo(self, since):
        """Returns how long it took from then until every device had got an echo; raises TimeoutError."""
        async with asyncio.timeout(2 * PATIENCE):
            while min(self.last_echo) < since:
                await asyncio.sleep(0.01)
        return time.monotonic() - since

    async def _live(self, number):
        while not self.is_stopping:
            with contextlib.suppress(OSError):
                reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
                self.outcomes.connections += 1
                try:
                    await self._echo(number, reader, writer)
                except (ConnectionError, asyncio.IncompleteReadError):
                    self.outcomes.closed += 1
                except TimeoutError:
                    self.outcomes.stuck += 1
                finally:
                    writer.close()
            await asyncio.sleep(RECONNECT)

    async def _echo(self, number, reader, writer):
        is_calm = number % 2 == 1
        while not self.is_stopping:
            payload = self.random.randbytes(self.random.randint(1, 256))
            writer.write(payload)
            async with asyncio.timeout(PATIENCE):
                answer = await reader.readexactly(len(payload))
            self.outcomes.wrong += answer != payload
            self.outcomes.echoes += 1
            self.last_echo[number] = time.monotonic()
            if is_calm:
                await asyncio.sleep(self.random.uniform(0, CALM))
            if self.random.random() < LEAVING and not self.are_staying:
                self.outcomes.left += 1
                return
