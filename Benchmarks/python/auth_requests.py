"""Prints the requests of the authentication benchmark as JSON: base64 by name.

usage: auth_requests.py
"""

import base64
import json

from emqx.exhook.v3 import exhook_pb2


def client(username, password=""):
    return exhook_pb2.ClientInfo(
        node="emqx@127.0.0.1", clientid="bench", username=username, password=password, peerhost="127.0.0.1", sockport=1883, protocol="mqtt"
    )


def authenticate(username):
    return exhook_pb2.ClientAuthenticateRequest(clientinfo=client(username, "secret"), result=False)


AUTHORIZE = exhook_pb2.ClientAuthorizeRequest(
    clientinfo=client("bcrypt4"), type=exhook_pb2.ClientAuthorizeRequest.PUBLISH, topic="bench/bcrypt4/temperature", result=False
)

if __name__ == "__main__":
    requests = {"authenticate_4": authenticate("bcrypt4"), "authenticate_10": authenticate("bcrypt10"), "authorize": AUTHORIZE}
    print(json.dumps({name: base64.b64encode(request.SerializeToString()).decode() for name, request in requests.items()}))
