"""Kills a connection handler, and its gateway, while devices echo, and looks for what is lost, left over or told twice. Run it through
scripts/faults."""

import argparse
import asyncio
import json
import random
import sys
import tempfile

from gateway_kills import GatewayKills, GatewayOutage
from handler_kills import HandlerKills
from promises import Promises


async def run(arguments):
    print(f"seed {arguments.seed}", file=sys.stderr)
    promises = Promises()
    report = {"rounds": arguments.rounds, "devices": arguments.devices}
    with tempfile.TemporaryDirectory(prefix="faults-gateway-") as directory:
        for policy in ("adopt", "close"):
            report[f"handler_{policy}"] = await HandlerKills(policy, arguments, directory, promises).run()
        report["gateway"] = await GatewayKills(arguments, directory, promises).run()
        report["gateway_outage"] = await GatewayOutage(arguments, directory, promises).run()
    print(json.dumps(report | {"broken": sorted(promises.broken)}))
    return 1 if promises.broken else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--programs", required=True)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--seconds", type=float, default=2, help="of load before a kill, at most")
    parser.add_argument("--devices", type=int, default=300)
    parser.add_argument("--seed", type=int, default=random.randrange(2**32))
    sys.exit(asyncio.run(run(parser.parse_args())))
