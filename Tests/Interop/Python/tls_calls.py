"""Calls over TLS. Prints one JSON object.

usage: tls_calls.py call PORT CA [CERTIFICATE KEY]   one call: how it ended
       tls_calls.py plain PORT                       one call without TLS
       tls_calls.py renewal PORT CA CALLS            calls without a pause while the server's certificate is replaced
"""

import json
import pathlib
import socket
import ssl
import sys
import threading

import grpc

METHOD = "/emqx.exhook.v3.HookProvider/OnClientConnected"


def read(path):
    return pathlib.Path(path).read_bytes()


def open_channel(port, authority, certificate=None, key=None):
    identity = {"private_key": read(key), "certificate_chain": read(certificate)} if certificate else {}
    return grpc.secure_channel(f"127.0.0.1:{port}", grpc.ssl_channel_credentials(read(authority), **identity))


def outcome(channel):
    try:
        channel.unary_unary(METHOD)(b"", timeout=10)
    except grpc.RpcError as error:
        return error.code().name
    return "OK"


def call(port, *files):
    with open_channel(port, *files) as channel:
        return {"code": outcome(channel)}


def plain(port):
    with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
        return {"code": outcome(channel)}


def served_name(port, authority):
    """The common name in the certificate that a new handshake is shown."""
    context = ssl.create_default_context(cafile=authority)
    context.set_alpn_protocols(["h2"])
    with socket.create_connection(("127.0.0.1", int(port))) as raw, context.wrap_socket(raw, server_hostname="127.0.0.1") as secured:
        subject = dict(pair for name in secured.getpeercert()["subject"] for pair in name)
        return {"name": subject["commonName"], "protocol": secured.selected_alpn_protocol(), "version": secured.version()}


def renewal(port, authority, calls, threads=4):
    before = served_name(port, authority)
    codes = []
    with open_channel(port, authority) as channel:
        stub = channel.unary_unary(METHOD)

        def work():
            for _ in range(int(calls) // threads):
                try:
                    stub(b"", timeout=10)
                    codes.append("OK")
                except grpc.RpcError as error:
                    codes.append(error.code().name)

        workers = [threading.Thread(target=work) for _ in range(threads)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
    return {"before": before, "after": served_name(port, authority), "codes": {code: codes.count(code) for code in set(codes)}}


if __name__ == "__main__":
    print(json.dumps({"call": call, "plain": plain, "renewal": renewal}[sys.argv[1]](*sys.argv[2:])))
