"""Health checking and reflection, through grpcio's own packages for them. Prints one JSON object.

usage: services.py PORT

A call of OnClientConnected has the server say that it isn't serving any more, one of OnClientDisconnected shuts it down.
"""

import json
import sys

import grpc
from google.protobuf import descriptor_pool, json_format, message_factory
from grpc_health.v1 import health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha import reflection_pb2, reflection_pb2_grpc
from grpc_reflection.v1alpha.proto_reflection_descriptor_database import ProtoReflectionDescriptorDatabase

SERVICE = "emqx.exhook.v2.HookProvider"


def call(channel, method, request=b""):
    return channel.unary_unary(f"/{SERVICE}/{method}")(request, timeout=10)


def code_of(action):
    try:
        action()
    except grpc.RpcError as error:
        return error.code().name
    return "OK"


def status_name(response):
    return health_pb2.HealthCheckResponse.ServingStatus.Name(response.status)


def health(channel):
    stub = health_pb2_grpc.HealthStub(channel)

    def check(service):
        return stub.Check(health_pb2.HealthCheckRequest(service=service), timeout=10)

    return {
        "server": status_name(check("")),
        "service": status_name(check(SERVICE)),
        "unknown": code_of(lambda: check("nobody.Knows")),
        "watched_unknown": status_name(next(stub.Watch(health_pb2.HealthCheckRequest(service="nobody.Knows"), timeout=10))),
    }


def watch(channel):
    """Every status until the server ends the stream, which its shutdown does."""
    statuses = []
    for response in health_pb2_grpc.HealthStub(channel).Watch(health_pb2.HealthCheckRequest(service=SERVICE), timeout=30):
        statuses.append(status_name(response))
        if len(statuses) == 1:
            call(channel, "OnClientConnected")
        else:
            statuses.append(status_name(health_pb2_grpc.HealthStub(channel).Check(health_pb2.HealthCheckRequest(), timeout=10)))
            call(channel, "OnClientDisconnected")
    return statuses


def reflect(channel):
    """What a tool does that knows nothing: finds the service, builds its messages, calls it."""
    database = ProtoReflectionDescriptorDatabase(channel)
    pool = descriptor_pool.DescriptorPool(database)
    method = pool.FindServiceByName(SERVICE).FindMethodByName("OnClientAuthenticate")
    request = message_factory.GetMessageClass(method.input_type)(clientinfo={"username": "reflected"})
    response = message_factory.GetMessageClass(method.output_type).FromString(
        call(channel, method.name, request.SerializeToString())
    )
    return {
        "services": list(database.get_services()),
        "answer": json_format.MessageToDict(response, preserving_proto_field_name=True),
        "errors": [answer.error_response.error_code for answer in ask_for_what_is_missing(channel)],
    }


def ask_for_what_is_missing(channel):
    requests = [
        reflection_pb2.ServerReflectionRequest(file_by_filename="nowhere.proto"),
        reflection_pb2.ServerReflectionRequest(file_containing_symbol="emqx.exhook.v2.Nothing"),
        reflection_pb2.ServerReflectionRequest(all_extension_numbers_of_type="Nothing"),
        reflection_pb2.ServerReflectionRequest(all_extension_numbers_of_type="emqx.exhook.v2.Message"),
        reflection_pb2.ServerReflectionRequest(),
    ]
    answers = list(reflection_pb2_grpc.ServerReflectionStub(channel).ServerReflectionInfo(iter(requests), timeout=10))
    assert [answer.original_request for answer in answers] == requests
    # The same bytes for the version that has left alpha.
    raw = channel.stream_stream("/grpc.reflection.v1.ServerReflection/ServerReflectionInfo")
    assert list(raw((request.SerializeToString() for request in requests), timeout=10)) == [a.SerializeToString() for a in answers]
    return answers


def main(port):
    with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
        result = {"health": health(channel), "reflection": reflect(channel)}
        result["watched"] = watch(channel)
    print(json.dumps(result))


if __name__ == "__main__":
    main(*sys.argv[1:])
