"""OnMessagePublish on grpcio, with a pool of threads: the asyncio API takes twice the CPU."""

import argparse
import itertools
import json
import signal
from concurrent.futures import ThreadPoolExecutor

import grpc
from emqx.exhook.v3 import exhook_pb2, exhook_pb2_grpc

THREADS = 4  # On one core, fewer and more were slower.

# gRPC refuses calls at random when more than 1,000 wait for a thread; the largest load has 1,600 under way.
OPTIONS = [("grpc.server.max_pending_requests", 10_000), ("grpc.server.max_pending_requests_hard_limit", 10_000)]


class Provider(exhook_pb2_grpc.HookProviderServicer):
    def __init__(self):
        self.calls = itertools.count()  # next() is atomic among threads, += isn't

    def OnMessagePublish(self, request, context):
        next(self.calls)
        response = exhook_pb2.ValuedResponse(type=exhook_pb2.ValuedResponse.STOP_AND_RETURN, message=request.message)
        response.message.headers["allow_publish"] = "true"
        return response


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--port", type=int, default=0)
    port = arguments.parse_args().port

    # Blocked before any thread starts, so that only sigwait receives it.
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM])
    provider = Provider()
    server = grpc.server(ThreadPoolExecutor(THREADS), options=OPTIONS)
    exhook_pb2_grpc.add_HookProviderServicer_to_server(provider, server)
    bound = server.add_insecure_port(f"127.0.0.1:{port}")
    server.start()
    print(f"listening 127.0.0.1:{bound}", flush=True)
    signal.sigwait([signal.SIGTERM])
    print(json.dumps({"calls": next(provider.calls)}), flush=True)
    server.stop(None)


if __name__ == "__main__":
    main()
