"""A handler of ExProto, unary or streaming, that sends back what a device sends. Prints a line when it listens.

usage: exproto_handler.py PORT ADAPTER_FILE STYLE

ADAPTER_FILE holds the port of the gateway's adapter once a device connects; STYLE is unary or streaming.
Commands of a device: "name X" authenticates it, "join T" subscribes it, "say T M" publishes, "bye" closes it; anything else is echoed.
"""

import concurrent.futures
import functools
import pathlib
import sys

import grpc

import stubs  # noqa: F401 (puts the generated modules on the path)
from emqx.exproto.v1 import exproto_pb2 as pb

PACKAGE = "emqx.exproto.v1"


class Adapter:
    def __init__(self, file):
        self.file = pathlib.Path(file)

    @functools.cached_property
    def channel(self):
        return grpc.insecure_channel(f"127.0.0.1:{self.file.read_text()}")

    def call(self, method, request):
        rpc = self.channel.unary_unary(
            f"/{PACKAGE}.ConnectionAdapter/{method}",
            request_serializer=lambda message: message.SerializeToString(),
            response_deserializer=pb.CodeResponse.FromString,
        )
        return pb.ResultCode.Name(rpc(request, timeout=10).code)


class Handler:
    def __init__(self, adapter):
        self.adapter = adapter

    def OnSocketCreated(self, request):
        kind = pb.SocketType.Name(request.conninfo.socktype)
        self.send(request.conn, f"welcome {kind} {request.conninfo.peername.host}\n".encode())

    def OnReceivedBytes(self, request):
        words = request.bytes.decode().strip().split(" ", 2)
        answer = getattr(self, f"command_{words[0]}", self.echo)(request, *words[1:])
        self.send(request.conn, answer)

    def OnReceivedMessages(self, request):
        for message in request.messages:
            self.send(request.conn, f"{message.topic}: {message.payload.decode()}\n".encode())

    def OnTimerTimeout(self, request):
        pass

    def OnSocketClosed(self, request):
        print(f"closed {request.reason}", flush=True)

    def send(self, conn, data):
        self.adapter.call("Send", pb.SendBytesRequest(conn=conn, bytes=data))

    def echo(self, request, *_):
        return request.bytes

    def command_name(self, request, name):
        client = pb.ClientInfo(proto_name="exproto", proto_ver="1", clientid=name)
        code = self.adapter.call("Authenticate", pb.AuthenticateRequest(conn=request.conn, clientinfo=client))
        return f"{code}\n".encode()

    def command_join(self, request, topic):
        return (self.adapter.call("Subscribe", pb.SubscribeRequest(conn=request.conn, topic=topic, qos=1)) + "\n").encode()

    def command_say(self, request, topic, text):
        message = pb.PublishRequest(conn=request.conn, topic=topic, qos=1, payload=text.encode())
        return (self.adapter.call("Publish", message) + "\n").encode()

    def command_bye(self, request):
        self.adapter.call("Close", pb.CloseSocketRequest(conn=request.conn))
        return b""


REQUESTS = {
    "OnSocketCreated": pb.SocketCreatedRequest,
    "OnSocketClosed": pb.SocketClosedRequest,
    "OnReceivedBytes": pb.ReceivedBytesRequest,
    "OnTimerTimeout": pb.TimerTimeoutRequest,
    "OnReceivedMessages": pb.ReceivedMessagesRequest,
}


class Service(grpc.GenericRpcHandler):
    def __init__(self, handler, style):
        self.handler = handler
        self.prefix = f"/{PACKAGE}.{'ConnectionUnaryHandler' if style == 'unary' else 'ConnectionHandler'}/"
        self.style = style

    def service(self, details):
        name = details.method.removeprefix(self.prefix)
        if not details.method.startswith(self.prefix) or name not in REQUESTS:
            return None
        method = getattr(self.handler, name)

        def unary(request, _context):
            method(request)
            return pb.EmptySuccess()

        def streaming(requests, _context):
            for request in requests:
                method(request)
            return pb.EmptySuccess()

        codec = {"request_deserializer": REQUESTS[name].FromString, "response_serializer": pb.EmptySuccess.SerializeToString}
        if self.style == "unary":
            return grpc.unary_unary_rpc_method_handler(unary, **codec)
        return grpc.stream_unary_rpc_method_handler(streaming, **codec)


def main(port, adapter_file, style):
    server = grpc.server(concurrent.futures.ThreadPoolExecutor(16))
    server.add_generic_rpc_handlers([Service(Handler(Adapter(adapter_file)), style)])
    bound = server.add_insecure_port(f"127.0.0.1:{port}")
    server.start()
    print(bound, flush=True)
    server.wait_for_termination()


main(*sys.argv[1:])
