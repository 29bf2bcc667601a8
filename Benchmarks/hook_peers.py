"""The hook servers that are compared, how they are built, and how they are started."""

import pathlib
import subprocess
import sys
from dataclasses import dataclass, field

from measure import MeasurementFailed

HERE = pathlib.Path(__file__).resolve().parent
BUILD = HERE / ".build"
PROTOS = HERE.parent / "Protos"
PYTHON = HERE.parent / ".build/venv/bin/python"
STUBS = {"PYTHONPATH": str(BUILD / "python")}

OURS, CLOSURE, METRICS = "swift-hooks", "swift-hooks-closure", "swift-hooks-metrics"
FLOOR, GRPC_CPP, GRPC_SWIFT = "floor", "grpc-cpp", "grpc-swift-2"


@dataclass(frozen=True)
class Peer:
    title: str
    command: list
    build: list  # of commands, which do nothing when nothing has changed
    environment: dict = field(default_factory=dict)
    runs_under_valgrind: bool = True


def swift_product(name):
    # Without debug information, which Debian's valgrind can't read.
    strip = ["-Xlinker", "--strip-debug"]
    # SwiftPM doesn't see that files have come to, or gone from, a package that is used by its path; unless the manifest is new.
    return [["touch", HERE / "Package.swift"], ["swift", "build", "--configuration", "release", "--package-path", HERE, "--product", name, *strip]]


def cpp_target(name):
    return [
        ["cmake", "-S", HERE / "cpp", "-B", BUILD / "cpp", "-DCMAKE_BUILD_TYPE=Release"],
        ["cmake", "--build", BUILD / "cpp", "--target", name],
    ]


PYTHON_STUBS = [
    ["mkdir", "-p", BUILD / "python"],
    [
        PYTHON, "-m", "grpc_tools.protoc", "-I", PROTOS, f"--python_out={BUILD}/python", f"--grpc_python_out={BUILD}/python",
        "emqx/exhook/v3/exhook.proto",
    ],
]

PEERS = {
    OURS: Peer("HookProviderKit", [BUILD / "release/swift-hooks", "protocol"], swift_product("swift-hooks")),
    CLOSURE: Peer("… as a closure", [BUILD / "release/swift-hooks", "closure"], swift_product("swift-hooks")),
    METRICS: Peer("… with metrics", [BUILD / "release/swift-hooks", "metrics"], swift_product("swift-hooks")),
    FLOOR: Peer("floor (C++: nghttp2, protobuf)", [BUILD / "cpp/floor-hooks"], cpp_target("floor-hooks")),
    GRPC_CPP: Peer("gRPC C++", [BUILD / "cpp/grpc-cpp-hooks"], cpp_target("grpc-cpp-hooks")),
    GRPC_SWIFT: Peer("grpc-swift-2", [BUILD / "release/grpc-swift-hooks"], swift_product("grpc-swift-hooks")),
    "grpcio": Peer(
        "grpcio", [PYTHON, HERE / "python/grpcio_hooks.py"], [], STUBS,
        runs_under_valgrind=False,  # an interpreter's instructions under valgrind take minutes and tell nothing
    ),
}


def build(names):
    """Builds the servers in release, and the stubs with which every server's answer is verified."""
    for command in [*PYTHON_STUBS, *(command for name in names for command in PEERS[name].build)]:
        process = subprocess.run(list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if process.returncode != 0:
            print(process.stdout, file=sys.stderr)
            raise MeasurementFailed(f"{command[0]} could not build")
