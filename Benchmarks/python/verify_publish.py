"""One OnMessagePublish through grpcio. Compares the answer with what the request demands, and prints its size in bytes.

usage: verify_publish.py PORT FILE-WITH-REQUEST
"""

import pathlib
import sys

import grpc
from emqx.exhook.v3 import exhook_pb2

PATH = "/emqx.exhook.v3.HookProvider/OnMessagePublish"


def expected(request):
    """The whole message, marked as allowed."""
    response = exhook_pb2.ValuedResponse(type=exhook_pb2.ValuedResponse.STOP_AND_RETURN, message=request.message)
    response.message.headers["allow_publish"] = "true"
    return response


def main(port, path):
    request = pathlib.Path(path).read_bytes()
    with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
        # No serializers: the answer's bytes as they came. A status other than OK raises.
        answer = channel.unary_unary(PATH)(request, timeout=60)
    wanted = expected(exhook_pb2.MessagePublishRequest.FromString(request))
    got = exhook_pb2.ValuedResponse.FromString(answer)
    if got.SerializeToString(deterministic=True) != wanted.SerializeToString(deterministic=True):
        sys.exit(f"wrong answer:\n{got}\nexpected:\n{wanted}")
    if len(answer) != len(wanted.SerializeToString()):
        sys.exit(f"the right answer in {len(answer)} bytes, expected {len(wanted.SerializeToString())}")
    print(len(answer))


if __name__ == "__main__":
    main(*sys.argv[1:])
