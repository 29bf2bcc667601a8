"""An echo handler on grpcio, as the examples for Python are made: a thread pool, and the adapter called from within each callback.

usage: echo_handler.py --port ADAPTER_PORT. Prints `listening 127.0.0.1:PORT`, and on SIGTERM how many callbacks it received.
"""

import argparse
import concurrent.futures
import itertools
import json
import pathlib
import signal
import sys

import grpc

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "Tests/Interop/Python"))
import stubs  # noqa: E402,F401  puts the generated modules on the path

from emqx.exproto.v1 import exproto_pb2 as exproto  # noqa: E402

ADAPTER = "/emqx.exproto.v1.ConnectionAdapter/"
THREADS = 16  # They wait for the adapter most of the time.

# gRPC refuses calls at random when more than 1,000 wait for a thread.
OPTIONS = [("grpc.server.max_pending_requests", 10_000), ("grpc.server.max_pending_requests_hard_limit", 10_000)]


class EchoHandler:
    """Publishes what a device sends to a topic of its own, to which it has subscribed, and sends it what comes from there."""

    def __init__(self, adapter_port):
        self.callbacks = itertools.count()  # next() is atomic among threads, += isn't
        channel = grpc.insecure_channel(f"127.0.0.1:{adapter_port}")
        self.calls = {
            name: channel.unary_unary(
                ADAPTER + name, request_serializer=request.SerializeToString, response_deserializer=exproto.CodeResponse.FromString
            )
            for name, request in {
                "Authenticate": exproto.AuthenticateRequest, "Subscribe": exproto.SubscribeRequest, "Publish": exproto.PublishRequest,
                "Send": exproto.SendBytesRequest,
            }.items()
        }

    def call(self, name, request):
        response = self.calls[name](request, timeout=10)
        if response.code != exproto.SUCCESS:
            raise RuntimeError(f"{name}: {response.message}")

    def OnSocketCreated(self, request, _):
        client = exproto.ClientInfo(proto_name="echo", proto_ver="1", clientid=request.conn, username="echo")
        self.call("Authenticate", exproto.AuthenticateRequest(conn=request.conn, clientinfo=client))
        self.call("Subscribe", exproto.SubscribeRequest(conn=request.conn, topic=f"echo/{request.conn}", qos=0))
        return exproto.EmptySuccess()

    def OnReceivedBytes(self, request, _):
        next(self.callbacks)
        self.call("Publish", exproto.PublishRequest(conn=request.conn, topic=f"echo/{request.conn}", qos=0, payload=request.bytes))
        return exproto.EmptySuccess()

    def OnReceivedMessages(self, request, _):
        for message in request.messages:
            next(self.callbacks)
            self.call("Send", exproto.SendBytesRequest(conn=request.conn, bytes=message.payload))
        return exproto.EmptySuccess()

    def OnSocketClosed(self, _request, _context):
        return exproto.EmptySuccess()

    def OnTimerTimeout(self, _request, _context):
        return exproto.EmptySuccess()


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--port", type=int, required=True)
    adapter_port = arguments.parse_args().port
    # Blocked before any thread starts, so that only sigwait receives it.
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM])
    requests = {
        "OnSocketCreated": exproto.SocketCreatedRequest, "OnSocketClosed": exproto.SocketClosedRequest,
        "OnReceivedBytes": exproto.ReceivedBytesRequest, "OnTimerTimeout": exproto.TimerTimeoutRequest,
        "OnReceivedMessages": exproto.ReceivedMessagesRequest,
    }
    handler = EchoHandler(adapter_port)
    methods = {
        name: grpc.unary_unary_rpc_method_handler(
            getattr(handler, name), request_deserializer=request.FromString, response_serializer=exproto.EmptySuccess.SerializeToString
        )
        for name, request in requests.items()
    }
    server = grpc.server(concurrent.futures.ThreadPoolExecutor(THREADS), options=OPTIONS)
    server.add_generic_rpc_handlers([grpc.method_handlers_generic_handler("emqx.exproto.v1.ConnectionUnaryHandler", methods)])
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    print(f"listening 127.0.0.1:{port}", flush=True)
    signal.sigwait([signal.SIGTERM])
    print(json.dumps({"calls": next(handler.callbacks)}), flush=True)
    server.stop(None)


if __name__ == "__main__":
    main()
