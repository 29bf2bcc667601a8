"""One check of a server that has the methods of the Swift side's test service. An assertion that fails is the result.

usage: transport.py CHECK TARGET
"""

import itertools
import queue
import sys
import time

import grpc

SERVICE = "/test.Test/"
MEBIBYTE = 1 << 20


def unary(channel, name):
    return channel.unary_unary(SERVICE + name)


def failure(call, *arguments, **options):
    """The error that a call must end with."""
    try:
        call(*arguments, **options)
    except grpc.RpcError as error:
        return error
    raise AssertionError("the call succeeded")


def empty_message(channel):
    assert unary(channel, "Echo")(b"", timeout=5) == b""


def large_message(channel):
    payload = bytes(range(256)) * int(3.9 * MEBIBYTE / 256)
    assert unary(channel, "Echo")(payload, timeout=20) == payload


def too_large_message(channel):
    echo = unary(channel, "Echo")
    error = failure(echo, bytes(4 * MEBIBYTE + 1), timeout=20)
    assert error.code() == grpc.StatusCode.RESOURCE_EXHAUSTED, error
    assert "4194304" in error.details(), error
    assert echo(b"next", timeout=5) == b"next"


def error_with_text(channel):
    text = "Zugriff für «Gerät 7» verweigert: 100 % 🐸\r\nEnde"
    error = failure(unary(channel, "Fail"), text.encode(), timeout=5)
    assert error.code() == grpc.StatusCode.PERMISSION_DENIED, error
    assert error.details() == text, error
    trailers = dict(error.trailing_metadata())
    assert trailers["reason"] == "rule-7" and trailers["trace-bin"] == b"\x00\x01\xff", trailers


def deadline(channel):
    start = time.monotonic()
    error = failure(unary(channel, "Hang"), b"", timeout=0.3)
    assert error.code() == grpc.StatusCode.DEADLINE_EXCEEDED, error
    assert 0.25 < time.monotonic() - start < 1.3, time.monotonic() - start


def cancellation(channel):
    call = unary(channel, "Hang").future(b"")
    unary(channel, "HangBegan")(b"", timeout=5)
    call.cancel()
    unary(channel, "HangEnded")(b"", timeout=5)
    assert call.cancelled()


def compression(channel):
    payload = b"emqx" * 50_000
    assert unary(channel, "Echo")(payload, timeout=5, compression=grpc.Compression.Gzip) == payload


def concurrency(channel):
    """300 calls of which none is answered before the last has come."""
    calls = [unary(channel, "Rendezvous").future(str(number).encode(), timeout=20) for number in range(300)]
    assert [call.result() for call in calls] == [str(number).encode() for number in range(300)]


def unknown_methods(channel):
    for path in ["/test.Test/Nothing", "/test.Nothing/Echo", "/"]:
        error = failure(channel.unary_unary(path), b"", timeout=5)
        assert error.code() == grpc.StatusCode.UNIMPLEMENTED, error


def client_streaming(channel):
    total = channel.stream_unary(SERVICE + "Sum")
    assert total((bytes(1000) for _ in range(500)), timeout=10) == b"500 messages, 500000 bytes"
    assert total(iter([]), timeout=5) == b"0 messages, 0 bytes"


def server_streaming(channel):
    count = channel.unary_stream(SERVICE + "Count")
    assert list(count(b"1000", timeout=10)) == [str(number).encode() for number in range(1000)]
    assert list(count(b"0", timeout=5)) == []


def abandoned_server_stream(channel):
    stream = channel.unary_stream(SERVICE + "Count")(b"1000000000")
    assert list(itertools.islice(stream, 10)) == [str(number).encode() for number in range(10)]
    stream.cancel()
    unary(channel, "CountEnded")(b"", timeout=5)


def bidirectional_streaming(channel):
    """Each message is sent only after the one before it has come back."""
    came_back = queue.SimpleQueue()

    def requests():
        for number in range(200):
            yield str(number).encode()
            assert came_back.get(timeout=5) == str(number).encode()

    count = 0
    for answer in channel.stream_stream(SERVICE + "Chat")(requests(), timeout=20):
        came_back.put(answer)
        count += 1
    assert count == 200, count


def large_stream(channel):
    chunk = bytes(256 << 10)
    answers = channel.stream_stream(SERVICE + "Chat")((chunk for _ in range(128)), timeout=30)
    assert sum(len(answer) for answer in answers) == 128 * len(chunk)


def metadata(channel):
    sent = [("plain", "value"), ("repeated", "a"), ("repeated", "b"), ("blob-bin", bytes(range(256))), ("empty-bin", b"")]
    answer = unary(channel, "Metadata")(b"", timeout=5, metadata=sent).decode().splitlines()
    expected = ["plain=value", "repeated=a", "repeated=b", "blob-bin=" + bytes(range(256)).hex(), "empty-bin="]
    assert [line for line in answer if line in expected] == expected, answer


def main(check, target):
    with grpc.insecure_channel(target) as channel:
        globals()[check](channel)


if __name__ == "__main__":
    main(*sys.argv[1:])
