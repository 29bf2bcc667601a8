"""The handler is killed, and started again, while devices echo."""

import asyncio
from collections import Counter

from exproto_case import ExProtoCase

CERTAIN = 0.5  # seconds before its death until which a handler must have heard of what ended


class HandlerKills(ExProtoCase):
    """With one policy for connections whose beginning the handler hasn't seen."""

    def __init__(self, policy, arguments, directory, promises):
        options = ["--adopt"] if policy == "adopt" else []
        super().__init__(f"handler ({policy})", arguments, directory, promises, handler_options=options)
        self.policy = policy
        self.refused = 0

    async def kill_and_start(self, number):
        await asyncio.to_thread(self.handler.kill)
        await self.outage(number)
        await asyncio.to_thread(self.handler.start)

    async def count(self):
        await super().count()
        self.refused += int(self.handler.metrics().get("connection_handler_refusals_total", 0))

    def check(self):
        super().check()
        expect, ended = self.promises.expect, self.gateway.ended
        expect("the gateway ends every connection", len(ended) == self.devices.outcomes.connections, len(ended))
        expect("the gateway lets go of every device once", self.gateway.gone == Counter(ended.keys()))
        for life in self.handler.lives:
            due = {connection for connection in life.known if ended[connection] < life.killed - CERTAIN}
            expect("a handler hears of every end", due <= life.closed.keys(), len(due - life.closed.keys()))
            expect("a handler hears of what has ended", life.closed.keys() <= ended.keys())
        expect("connections outlive their handler", self.adopted + self.refused > 0)
        expect("the policy is kept", (self.refused if self.policy == "adopt" else self.adopted) == 0)

    @property
    def adopted(self):
        return sum(word == "adopted" for life in self.handler.lives for word in life.known.values())

    def figures(self):
        return super().figures() | {"adopted": self.adopted, "refused": self.refused}
