"""Python stubs of Protos/, generated once per content into .build/interop-stubs; importing this module puts them on the path."""

import hashlib
import os
import pathlib
import shutil
import sys
import tempfile

from grpc_tools import protoc

ROOT = pathlib.Path(__file__).resolve().parents[3]
PROTOS = ROOT / "Protos"


def _generate(files, directory):
    arguments = ["protoc", f"--proto_path={PROTOS}", f"--python_out={directory}", *map(str, files)]
    if protoc.main(arguments) != 0:
        sys.exit("protoc failed")


def _stubs():
    files = sorted(PROTOS.glob("emqx/*/*/*.proto"))
    digest = hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:16]
    stubs = ROOT / ".build" / "interop-stubs" / digest
    if not stubs.exists():
        stubs.parent.mkdir(parents=True, exist_ok=True)
        partial = tempfile.mkdtemp(dir=stubs.parent)
        _generate(files, partial)
        try:
            os.rename(partial, stubs)
        except OSError:  # Another process was faster.
            shutil.rmtree(partial)
    return stubs


sys.path.insert(0, str(_stubs()))
