"""A server that answers with the request, and writes each request down before. Prints a line when it listens.

usage: echo_server.py PORT LOG [CERTIFICATE KEY [CLIENT_CA]]

LOG gets one line for each call: the request as text. The file outlives the server, however that ends.
"""

import concurrent.futures
import os
import pathlib
import sys

import grpc


class Echo(grpc.GenericRpcHandler):
    def __init__(self, log):
        self.log = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def service(self, details):
        if details.method == "/test.Test/Echo":
            return grpc.unary_unary_rpc_method_handler(self.echo)
        if details.method == "/test.Test/Chat":
            return grpc.stream_stream_rpc_method_handler(self.chat)
        return None

    def echo(self, request, _context):
        os.write(self.log, request + b"\n")
        return request

    def chat(self, requests, _context):
        for request in requests:
            yield request


def credentials(certificate, key, authority=None):
    identity = [(pathlib.Path(key).read_bytes(), pathlib.Path(certificate).read_bytes())]
    roots = pathlib.Path(authority).read_bytes() if authority else None
    return grpc.ssl_server_credentials(identity, roots, require_client_auth=authority is not None)


def main(port, log, *files):
    server = grpc.server(concurrent.futures.ThreadPoolExecutor(8))
    server.add_generic_rpc_handlers([Echo(log)])
    address = f"127.0.0.1:{port}"
    bound = server.add_secure_port(address, credentials(*files)) if files else server.add_insecure_port(address)
    server.start()
    print(bound, flush=True)
    server.wait_for_termination()


main(*sys.argv[1:])
