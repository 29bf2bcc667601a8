"""A gateway with its own stubs: devices that authenticate, subscribe, publish to each other and hang up.

usage: gateway.py STYLE HANDLER_PORT ADAPTER_PORT

STYLE is "unary", "streaming" (a stream for each event and device) or "enterprise42" (unary calls of the streaming service).
Prints a JSON line for each call of the handler: its rpc, its device, and the bytes that it sends.
"""

import concurrent.futures
import json
import queue
import sys
import threading

import grpc
import stubs  # noqa: F401
from emqx.exproto.v1 import exproto_pb2 as exproto

DEVICES = 3
SERVICES = {"unary": "ConnectionUnaryHandler", "streaming": "ConnectionHandler", "enterprise42": "ConnectionHandler"}
REQUESTS = {
    "Send": exproto.SendBytesRequest,
    "Close": exproto.CloseSocketRequest,
    "Authenticate": exproto.AuthenticateRequest,
    "StartTimer": exproto.TimerRequest,
    "Publish": exproto.PublishRequest,
    "Subscribe": exproto.SubscribeRequest,
    "Unsubscribe": exproto.UnsubscribeRequest,
    "RawPublish": exproto.RawPublishRequest,
}
serialize = lambda message: message.SerializeToString()  # noqa: E731


class Device:
    def __init__(self, number):
        self.conn = f"g1hk+device/{number}="
        self.number = number
        self.sent = queue.Queue()
        self.topic = None
        self.streams = {}

    def expect(self, text):
        got = self.sent.get(timeout=10)
        assert got == text, f"{self.conn}: {got!r} instead of {text!r}"


class Adapter(grpc.GenericRpcHandler):
    def __init__(self, gateway):
        self.gateway = gateway

    def service(self, details):
        _, service, name = details.method.split("/")
        if service != "emqx.exproto.v1.ConnectionAdapter":
            return None
        return grpc.unary_unary_rpc_method_handler(
            lambda request, _: self.answer(name, request),
            request_deserializer=REQUESTS[name].FromString,
            response_serializer=serialize,
        )

    def answer(self, name, request):
        device = self.gateway.devices.get(request.conn)
        if device is None:
            return exproto.CodeResponse(code=exproto.CONN_PROCESS_NOT_ALIVE)
        line = json.dumps({"rpc": name, "device": device.number, "text": getattr(request, "bytes", b"").decode()})
        # In one piece: several threads write.
        sys.stdout.write(line + "\n")
        if name == "Send":
            device.sent.put(request.bytes.decode())
        elif name == "Authenticate" and request.password != "secret":
            return exproto.CodeResponse(code=exproto.PERMISSION_DENY, message="not_authorized")
        elif name == "Subscribe":
            device.topic = request.topic
        elif name == "Publish":
            threading.Thread(target=self.gateway.publish, args=(request.topic, request.payload)).start()
        return exproto.CodeResponse()


class Gateway:
    def __init__(self, style, port):
        self.style = style
        self.service = f"emqx.exproto.v1.{SERVICES[style]}"
        self.channel = grpc.insecure_channel(f"127.0.0.1:{port}")
        self.devices = {device.conn: device for device in map(Device, range(DEVICES))}

    def tell(self, device, rpc, request):
        path = f"/{self.service}/{rpc}"
        if self.style != "streaming":
            call = self.channel.unary_unary(path, request_serializer=serialize, response_deserializer=exproto.EmptySuccess.FromString)
            return call(request, timeout=10)
        if rpc not in device.streams:
            requests = queue.Queue()
            call = self.channel.stream_unary(path, request_serializer=serialize, response_deserializer=exproto.EmptySuccess.FromString)
            device.streams[rpc] = (requests, call.future(iter(requests.get, None)))
        device.streams[rpc][0].put(request)
        return None

    def publish(self, topic, payload):
        message = exproto.Message(node="py", id="0" * 32, qos=1, topic=topic, payload=payload)
        setattr(message, "from", "py")
        for device in self.devices.values():
            if device.topic == topic:
                self.tell(device, "OnReceivedMessages", exproto.ReceivedMessagesRequest(conn=device.conn, messages=[message]))

    def live(self, device):
        end = exproto.Address(host="127.0.0.1", port=50000 + device.number)
        info = exproto.ConnInfo(socktype=exproto.TCP, peername=end, sockname=exproto.Address(host="127.0.0.1", port=7993))
        self.tell(device, "OnSocketCreated", exproto.SocketCreatedRequest(conn=device.conn, conninfo=info))
        for part in [f"device{device.number} wrong\ndevice", f"{device.number} secret\n"]:
            self.tell(device, "OnReceivedBytes", exproto.ReceivedBytesRequest(conn=device.conn, bytes=part.encode()))
        device.expect("refused\n")
        device.expect(f"hello device{device.number}\n")
        for number in range(5):
            line = f"message {number}\n"
            self.tell(device, "OnReceivedBytes", exproto.ReceivedBytesRequest(conn=device.conn, bytes=line.encode()))
            device.expect(f"message {number}")
        self.tell(device, "OnTimerTimeout", exproto.TimerTimeoutRequest(conn=device.conn))
        device.expect("still there?\n")
        self.tell(device, "OnSocketClosed", exproto.SocketClosedRequest(conn=device.conn, reason="{shutdown,tcp_closed}"))


def main(style, handler_port, adapter_port):
    gateway = Gateway(style, handler_port)
    server = grpc.server(concurrent.futures.ThreadPoolExecutor(8))
    server.add_generic_rpc_handlers([Adapter(gateway)])
    server.add_insecure_port(f"127.0.0.1:{adapter_port}")
    server.start()
    with concurrent.futures.ThreadPoolExecutor(DEVICES) as pool:
        for life in [pool.submit(gateway.live, device) for device in gateway.devices.values()]:
            life.result()
    # A stream's answer comes when all of its events are handled.
    for device in gateway.devices.values():
        for requests, answer in device.streams.values():
            requests.put(None)
            answer.result(timeout=10)


if __name__ == "__main__":
    main(*sys.argv[1:])
