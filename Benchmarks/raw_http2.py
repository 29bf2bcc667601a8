"""A peer that opens HTTP/2 connections and streams, and leaves them as they are."""

import socket
import struct

PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
DATA, HEADERS, RST_STREAM, SETTINGS, PING = 0, 1, 3, 4, 6
ACK, END_HEADERS = 1, 4
TIMEOUT = 30  # seconds
BATCH = 1000  # streams whose data the server has taken before others come, so that its window has room


def frame(kind, flags=0, stream=0, payload=b""):
    return struct.pack(">I", len(payload))[1:] + struct.pack(">BBI", kind, flags, stream) + payload


def literals(headers):
    """A header block that no dynamic table remembers (RFC 7541, section 6.2.2); names and values shorter than 127 bytes."""
    return b"".join(b"\0" + string(name) + string(value) for name, value in headers.items())


def string(text):
    assert len(text) < 127
    return bytes([len(text)]) + text.encode()


class IdleConnection:
    """A connection that has exchanged settings with the server."""

    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=TIMEOUT)
        self.input = self.socket.makefile("rb")
        self.next_stream = 1
        self.socket.sendall(PREFACE + frame(SETTINGS))
        self._wait_for(SETTINGS)
        self.socket.sendall(frame(SETTINGS, ACK))
        self.settle()

    def open_streams(self, count, headers, data=b""):
        """Calls whose requests don't end, and bring no more than that, if anything: their streams stay open."""
        block = literals(headers)
        last = self.next_stream + 2 * count
        for stream in range(self.next_stream, last, 2):
            self.socket.sendall(frame(HEADERS, END_HEADERS, stream, block) + (frame(DATA, 0, stream, data) if data else b""))
            if stream % BATCH == 1:
                self.settle()
        self.next_stream = last
        self.settle()

    def settle(self):
        """Returns when the server has worked off everything sent so far."""
        self.socket.sendall(frame(PING, payload=bytes(8)))
        self._wait_for(PING, ACK)

    def close(self):
        self.input.close()
        self.socket.close()

    def _wait_for(self, kind, flags=0):
        found = None
        while found != (kind, flags):
            header = self.input.read(9)
            if len(header) < 9:
                raise ConnectionError("the server closed the connection")
            self.input.read(int.from_bytes(header[:3], "big"))
            found = (header[3], header[4])
            if header[3] in (HEADERS, RST_STREAM):
                raise ConnectionError("the server refused a stream, or answered it")
