"""Writes what server reflection answers with, as Swift: `file_descriptors.py PROTO...`, called by scripts/generate-protos."""

import base64
import subprocess
import sys
import tempfile

from google.protobuf import descriptor_pb2


def describe(protos):
    with tempfile.NamedTemporaryFile() as output:
        subprocess.run(["protoc", "--proto_path=Protos", f"--descriptor_set_out={output.name}", *protos], check=True)
        return descriptor_pb2.FileDescriptorSet.FromString(output.read()).file


def symbols(file):
    """Every symbol that a client may ask for, by its full name."""
    scope = f"{file.package}."
    for message in file.message_type:
        yield from message_symbols(message, scope)
    for enum in file.enum_type:
        yield from enum_symbols(enum, scope)
    for service in file.service:
        yield scope + service.name
        yield from (f"{scope}{service.name}.{method.name}" for method in service.method)


def message_symbols(message, scope):
    name = scope + message.name
    yield name
    yield from (f"{name}.{field.name}" for field in [*message.field, *message.oneof_decl])
    for nested in message.nested_type:
        yield from message_symbols(nested, f"{name}.")
    for enum in message.enum_type:
        yield from enum_symbols(enum, f"{name}.")


def enum_symbols(enum, scope):
    yield scope + enum.name
    # An enum's values are its siblings, as in C++.
    yield from (scope + value.name for value in enum.value)


def lines(text, width):
    return [text[start : start + width] for start in range(0, len(text), width)]


def literal(text, indentation):
    """A Swift string literal of several lines that is one line's text."""
    body = "\\\n".join(f"{indentation}{line}" for line in lines(text, 120))
    return f'"""\n{body}\n{indentation}"""'


def main(protos):
    print("/// The protos that this package serves, as protoc sees them.")
    print("enum FileDescriptors {")
    print("    static let all = [")
    for file in describe(protos):
        print("        FileDescriptor(")
        print(f'            name: "{file.name}",')
        print(f"            base64: {literal(base64.b64encode(file.SerializeToString()).decode(), ' ' * 16)},")
        print(f"            symbols: {literal(' '.join(sorted(symbols(file))), ' ' * 16)}")
        print("        ),")
    print("    ]")
    print("}")


main(sys.argv[1:])
