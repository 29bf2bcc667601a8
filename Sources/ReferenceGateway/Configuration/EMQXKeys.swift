/// Keys of EMQX's configuration that aren't read here, and what is said of them.
enum EMQXKeys {
    /// Those that may stay: they change nothing that a device or a handler could see.
    static let ineffective = [
        "acceptors": "a listener accepts on one event loop for all of them; --loops says how many there are",
        "enable_authn": "there are no authenticators here that it could switch; the handler decides",
        "gc_after_handshake": "it is about Erlang's memory",
        "hibernate_after": "it is about Erlang's processes",
        "high_watermark": "up to 4 MiB may wait for each device",
        "log_level": "--log-level is that of the whole program",
    ]

    private static let revocation =
        "certificates aren't looked up in revocation lists here: take this key out, and use certificates that expire soon"

    /// Those that would be missed.
    static let absent = [
        "authentication":
            "there are no authenticators here: let the handler look at the credentials before it calls Authenticate, and take this key out",
        "authn": "there are no authenticators here: let the handler decide, and take this key out",
        "clientinfo_override": "a client is what the handler says in Authenticate: let that say it, and take this key out",
        "crl_cache": revocation,
        "dhfile": "ephemeral keys are of elliptic curves here: take this key out",
        "dtls": "devices connect by tcp and ssl here: take this listener out",
        "enable_crl_check": revocation,
        "ocsp": "there is no OCSP here: take this key out",
        "retry_interval": "messages for devices aren't acknowledged, so none is sent again: take this key out",
        "udp": "devices connect by tcp and ssl here: take this listener out",
        "user_lookup_fun": "there are no pre-shared keys here: take this key out, and use certificates",
    ]
}
