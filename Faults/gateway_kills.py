"""The gateway is killed, and started again, while devices echo: its connections have gone, and nobody tells the handler."""

import asyncio

from exproto_case import ExProtoCase

IDLE_TIMEOUT = 3  # seconds
EVICTION = IDLE_TIMEOUT * 5 / 3 + 1  # the kit's word, and a second for a busy machine


class GatewayKills(ExProtoCase):
    def __init__(self, arguments, directory, promises):
        super().__init__("gateway", arguments, directory, promises, handler_options=["--idle-timeout", IDLE_TIMEOUT])
        self.evictions = []

    async def kill_and_start(self, number):
        """Every other round the gateway isn't back before the handler has noticed."""
        await asyncio.to_thread(self.gateway.kill)
        if number % 2 == 0:
            await self._expect_connections(0)
        await self.outage(number)
        await asyncio.to_thread(self.gateway.start)

    async def count(self):
        await self._expect_connections(self.devices.count)
        await super().count()

    async def _expect_connections(self, count):
        promise = "the handler forgets the connections of a gateway that was killed"
        self.evictions.append(await self.promises.expect_value(promise, self.handler.connections, count, EVICTION))

    def check(self):
        super().check()
        (life,) = self.handler.lives
        self.promises.expect("a handler hears of every end", life.known.keys() == life.closed.keys(), len(life.known))

    def figures(self):
        return super().figures() | {"slowest_eviction_s": round(max(self.evictions), 2)}


class GatewayOutage(ExProtoCase):
    """A long one, over before the handler looks for the connections that are lost: it still tries to reach the gateway that was killed."""

    def __init__(self, arguments, directory, promises):
        super().__init__("gateway (long)", arguments, directory, promises, rounds=0)

    async def kill_and_start(self, number):
        await asyncio.to_thread(self.gateway.kill)
        await self.outage(number)
        (life,) = self.handler.lives
        self.unforgotten = len(life.known.keys() - life.closed.keys())
        await asyncio.to_thread(self.gateway.start)

    async def count(self):
        """Not told from those that are lost."""
