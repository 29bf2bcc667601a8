"""Clients that publish distinct messages over gRPC, and remember what became of each."""

import asyncio
import itertools
import pathlib
import random
import sys
import time

import grpc

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "Tests/Interop/Python"))
import stubs  # noqa: E402,F401  puts the generated modules on the path

from emqx.exhook.v3 import exhook_pb2 as exhook  # noqa: E402

METHOD = "/emqx.exhook.v3.HookProvider/OnMessagePublish"
TIMEOUT = 5


class Outcomes:
    def __init__(self):
        self.published = 0
        self.acknowledged = set()
        self.refused = set()
        self.failed_calls = 0


class Publishers:
    """Each publishes one message after the other; what fails is published again with the same identifier, as by a gateway that retries,
    and now and then so is what was acknowledged."""

    def __init__(self, port, count, seed, payload=b"21.5" * 50):
        self.port = port
        self.count = count
        self.random = random.Random(seed)
        self.payload = payload
        self.outcomes = Outcomes()
        self.numbers = itertools.count()
        self.run_id = time.time_ns() // 1000
        self.is_stopping = False

    async def run(self):
        options = [("grpc.initial_reconnect_backoff_ms", 20), ("grpc.max_reconnect_backoff_ms", 100), ("grpc.use_local_subchannel_pool", 1)]
        async with grpc.aio.insecure_channel(f"127.0.0.1:{self.port}", options=options) as channel:
            call = channel.unary_unary(
                METHOD,
                request_serializer=exhook.MessagePublishRequest.SerializeToString,
                response_deserializer=exhook.ValuedResponse.FromString,
            )
            await asyncio.gather(*(self._publish_all(call) for _ in range(self.count)))

    def stop(self):
        self.is_stopping = True

    async def _publish_all(self, call):
        while not self.is_stopping:
            request = self._message()
            self.outcomes.published += 1
            while not await self._publish(call, request) and not self.is_stopping:
                await asyncio.sleep(0.01)
            if self.random.random() < 0.05:
                await self._publish(call, request)

    async def _publish(self, call, request):
        """Whether the message was answered, with yes or no."""
        identifier = request.message.id
        try:
            response = await call(request, timeout=TIMEOUT)
        except grpc.RpcError:
            self.outcomes.failed_calls += 1
            return False
        if response.message.headers.get("allow_publish") == "false":
            self.outcomes.refused.add(identifier)
        else:
            self.outcomes.acknowledged.add(identifier)
        return True

    def _message(self):
        number = next(self.numbers)
        message = exhook.Message(
            node="emqx@127.0.0.1", id=f"{self.run_id:016X}{number:016X}", qos=1, topic=f"faults/{number % 100}", payload=self.payload,
            timestamp=time.time_ns() // 1_000_000,
        )
        setattr(message, "from", "publisher")
        return exhook.MessagePublishRequest(message=message)
