"""A gateway, its handler and devices, of which one is killed in rounds."""

import asyncio
import pathlib
import random
import sys
import time
from collections import Counter

from devices import Devices
from exproto_processes import GatewayProcess, HandlerProcess, Ports
from promises import Memory

LONG_OUTAGE = 12  # seconds
RECOVERY = 4  # seconds from a program's start until every device has an echo
GROWTH_KIB = 2048


class ExProtoCase:
    def __init__(self, name, arguments, directory, promises, rounds=None, handler_options=()):
        programs, ports, seed = pathlib.Path(arguments.programs), Ports(), f"{arguments.seed}-{name}"
        self.name = name
        self.rounds = arguments.rounds if rounds is None else rounds
        self.seconds = arguments.seconds
        self.promises = promises
        self.random = random.Random(seed)
        self.gateway = GatewayProcess(programs / "extension-gateway", ports, directory)
        self.handler = HandlerProcess(programs / "witness-handler", ports, *handler_options)
        self.devices = Devices(ports.devices, arguments.devices, f"{seed}-devices")
        self.memory = {"gateway": Memory(), "handler": Memory()}
        self.recovery = []
        self.unforgotten = 0  # connections that have ended without the handler's knowledge

    async def run(self):
        """Returns the figures."""
        self.handler.start()
        self.gateway.start()
        try:
            self.devices.start()
            for number in range(self.rounds + 1):
                await self._round(number)
            await self._end()
        finally:
            self.handler.kill()
            self.gateway.kill()
        self.check()
        return self.figures()

    async def _round(self, number):
        await asyncio.sleep(self.random.uniform(self.seconds / 2, self.seconds))
        await self.kill_and_start(number)
        self.recovery.append(await self.devices.all_echo(since=time.monotonic()))
        self.devices.are_staying = True
        await self.count()
        self.devices.are_staying = False
        print(f"{self.name} killed, round {number + 1}: all echo again after {self.recovery[-1]:.2f} s", file=sys.stderr)

    async def kill_and_start(self, number):
        raise NotImplementedError

    async def outage(self, number):
        """After all rounds there is a long one: whoever tries to connect again does it more and more seldom."""
        await asyncio.sleep(self.random.uniform(0, 0.5) if number < self.rounds else LONG_OUTAGE)

    async def count(self):
        """Everybody's connections, while no device leaves."""
        await self.promises.expect_value("the gateway has the devices' connections", self.gateway.connections, self.devices.count)
        await self.promises.expect_value("the handler has the devices' connections", self.handler.connections, self.devices.count)
        self.memory["gateway"].sample(self.gateway)
        self.memory["handler"].sample(self.handler)

    async def _end(self):
        await self.devices.stop()
        await self.promises.expect_value("the gateway has no connection without its device", self.gateway.connections, 0)
        await self.promises.expect_value("the handler has no connection without its device", self.handler.connections, self.unforgotten)
        self.promises.expect("the handler ends well", self.handler.stop() == 0)
        self.promises.expect("the gateway ends well", self.gateway.stop() == 0)

    def check(self):
        outcomes, expect = self.devices.outcomes, self.promises.expect
        expect("an echo comes, or the connection is closed", outcomes.stuck == 0, outcomes)
        expect("an echo is what was sent", outcomes.wrong == 0, outcomes)
        expect("devices are served again soon", max(self.recovery) < RECOVERY, self.recovery)
        expect("a handler hears of no end twice", max(self.told.values(), default=0) == 1, self.told.most_common(1))
        for process, memory in self.memory.items():
            expect(f"the {process}'s memory returns", memory.growth_kib < GROWTH_KIB, memory.kib)

    @property
    def told(self):
        """How often handlers have heard of which connection's end."""
        return sum((life.closed for life in self.handler.lives), Counter())

    def figures(self):
        return vars(self.devices.outcomes) | {
            "ends_told": self.told.total(), "slowest_recovery_s": round(max(self.recovery), 2),
            "gateway_kib": self.memory["gateway"].kib, "handler_kib": self.memory["handler"].kib,
        }
