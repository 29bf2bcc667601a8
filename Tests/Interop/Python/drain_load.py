"""Calls without a pause until the server has gone. Prints how many calls succeeded, and how the others ended.

usage: drain_load.py PORT
"""

import collections
import json
import sys
import threading

import grpc

CHANNELS = 4
CALLERS_PER_CHANNEL = 8


class Load:
    def __init__(self, port):
        self.target = f"127.0.0.1:{port}"
        self.lock = threading.Lock()
        self.succeeded = 0
        self.failures = collections.Counter()

    def call_until_failure(self, channel):
        echo = channel.unary_unary("/test.Test/Work")
        while True:
            try:
                echo(b"x", timeout=10)
            except grpc.RpcError as error:
                with self.lock:
                    self.failures[error.code().name] += 1
                return
            with self.lock:
                self.succeeded += 1

    def run(self):
        options = [("grpc.use_local_subchannel_pool", 1)]
        channels = [grpc.insecure_channel(self.target, options=options) for _ in range(CHANNELS)]
        callers = [
            threading.Thread(target=self.call_until_failure, args=[channel]) for channel in channels for _ in range(CALLERS_PER_CHANNEL)
        ]
        for caller in callers:
            caller.start()
        for caller in callers:
            caller.join()
        for channel in channels:
            channel.close()


def main(port):
    load = Load(port)
    load.run()
    print(json.dumps({"succeeded": load.succeeded, "failures": load.failures}))


if __name__ == "__main__":
    main(*sys.argv[1:])
