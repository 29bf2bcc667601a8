"""hook-store-postgres as a process that can be killed."""

import os

from service_process import ServiceProcess, free_port


class StoreProcess(ServiceProcess):
    def __init__(self, program, database, spool, options=(), wrapper=()):
        self.port = free_port()
        super().__init__(
            [
                *wrapper, program, "--port", self.port, "--metrics-port", 0, "--spool-directory", spool, "--commit-timeout", 1000,
                *options,
            ],
            os.environ | {"DATABASE_URL": database},
        )
