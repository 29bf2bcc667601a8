import ExtensionServices

/// What makes a broker call a provider, ready to be pasted.
struct BrokerConfiguration {
    let name: String
    let listener: ServiceListener
    let failedAction: String

    var text: String {
        """
        EMQX 5.0 and newer, in etc/emqx.conf:

            exhook.servers = [
              { name = \(name), url = "\(listener.url)", failed_action = \(failedAction)\(ssl) }
            ]

        EMQX 4.3 and 4.4, in etc/plugins/emqx_exhook.conf, and then emqx_ctl plugins load emqx_exhook:

            exhook.server.\(name).url = \(listener.url)
            exhook.request_failed_action = \(failedAction)
            exhook.auto_reconnect = 60s

        With "deny" no client connects while no provider runs; with "ignore" the broker goes on without one.
        """
    }

    private var ssl: String { listener.tls == nil ? "" : ", ssl.enable = true" }
}
