"""Calls all 21 rpcs of one version of exhook with every field set. Prints one JSON line per rpc: its name and the answer.

usage: hook_calls.py VERSION PORT
"""

import importlib
import json
import sys

import grpc
import stubs  # noqa: F401
from google.protobuf.json_format import MessageToDict
from google.protobuf.message_factory import GetMessageClass

META = dict(node="emqx@10.0.0.1", version="5.9.2", sysdescr="EMQX Enterprise", cluster_name="haus")
CLIENT = dict(
    node="emqx@10.0.0.1", clientid="Gerät-1", username="jürgen", password="geheim", peerhost="10.0.0.7", sockport=1883, protocol="mqtt",
    mountpoint="haus/", is_superuser=True, anonymous=True, cn="cn-1", dn="dn-1", peerport=50123,
)
CONNECTION = dict(
    node="emqx@10.0.0.1", clientid="Gerät-1", username="jürgen", peerhost="10.0.0.7", sockport=1883, proto_name="MQTT", proto_ver="5",
    keepalive=60, peerport=50123,
)
MESSAGE = dict(
    node="emqx@10.0.0.1", id="000641B5F2CA4D7E6C1B000002D70002", qos=1, topic="haus/küche", payload=b"\x00\xff21 \xc2\xb0C",
    timestamp=1_700_000_000_123, headers={"username": "jürgen", "protocol": "mqtt"}, **{"from": "Gerät-1"},
)
OPTIONS = dict(qos=2, share="gruppe", rh=1, rap=1, nl=1)
PROPERTIES = [("Session-Expiry-Interval", "7200")]
USER_PROPERTIES = [("site", "nord"), ("site", "süd")]
USER_PROPERTIES_IN_ERLANG = '[{<<"site">>,<<"nord">>},{<<"site">>,<<"süd"/utf8>>}]'


def fields(descriptor, **values):
    """A message of that type with those of the values that this version has a field for."""
    message = GetMessageClass(descriptor)()
    for name, value in values.items():
        field = descriptor.fields_by_name.get(name)
        if field is None:
            continue
        if field.message_type is None:
            setattr(message, name, value)
        elif isinstance(value, list):
            getattr(message, name).extend(fields(field.message_type, **element) for element in value)
        elif name == "headers":
            message.headers.update(value)
        else:
            getattr(message, name).CopyFrom(fields(field.message_type, **value))
    return message


def pairs(properties):
    return [dict(name=name, value=value) for name, value in properties]


def request(descriptor, version):
    has_user_properties = "user_props" in descriptor.fields_by_name
    properties = PROPERTIES if has_user_properties else [*PROPERTIES, ("User-Property", USER_PROPERTIES_IN_ERLANG)]
    uptime = "1 days, 2 hours, 3 minutes, 4 seconds" if version == "v1" else 93_784_000
    broker = dict(version="5.9.2", sysdescr="EMQX Enterprise", uptime=uptime, datetime="2026-11-21T03:00:00+00:00")
    filters = [dict(name="haus/+", qos=2, subopts=OPTIONS), dict(name="$queue/#", qos=2, subopts=OPTIONS)]
    return fields(
        descriptor, meta=META, broker=broker, clientinfo=CLIENT, conninfo=CONNECTION, message=MESSAGE, subopts=OPTIONS,
        topic_filters=filters, topic="haus/küche", result=True, type=1, reason="{shutdown,tcp_closed}", result_code="not_authorized",
        props=pairs(properties), user_props=pairs(USER_PROPERTIES),
    )


def main(version, port):
    module = importlib.import_module(f"emqx.exhook.{version}.exhook_pb2")
    service = module.DESCRIPTOR.services_by_name["HookProvider"]
    with grpc.insecure_channel(f"127.0.0.1:{port}") as channel:
        for method in service.methods:
            call = channel.unary_unary(
                f"/{service.full_name}/{method.name}",
                request_serializer=lambda message: message.SerializeToString(deterministic=True),
                response_deserializer=GetMessageClass(method.output_type).FromString,
            )
            answer = call(request(method.input_type, version), timeout=5)
            print(json.dumps({"rpc": method.name, "answer": MessageToDict(answer, preserving_proto_field_name=True)}))


if __name__ == "__main__":
    main(*sys.argv[1:])
