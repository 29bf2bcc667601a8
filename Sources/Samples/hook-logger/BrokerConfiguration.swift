/// What makes a broker call this provider, ready to be pasted.
struct BrokerConfiguration {
    let host: String
    let port: Int

    var text: String {
        """

        EMQX 5.0 and newer, in etc/emqx.conf:

            exhook.servers = [
              { name = hook-logger, url = "\(url)", failed_action = ignore }
            ]

        EMQX 4.3 and 4.4, in etc/plugins/emqx_exhook.conf, and then emqx_ctl plugins load emqx_exhook:

            exhook.server.hook-logger.url = \(url)
            exhook.request_failed_action = ignore
            exhook.auto_reconnect = 60s

        With "ignore" clients can connect while no provider runs; the broker's own default is "deny".

        """
    }

    private var url: String { "http://\(reachableHost):\(port)" }

    /// Nobody can connect to "every address".
    private var reachableHost: String {
        if ["0.0.0.0", "::"].contains(host) { return "<this machine>" }
        return host.contains(":") ? "[\(host)]" : host
    }
}
