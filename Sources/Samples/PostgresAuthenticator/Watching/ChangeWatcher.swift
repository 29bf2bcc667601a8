import ExtensionPostgres
import Logging

/// Has everybody forget what has changed, as the triggers of `AuthenticationSchema` tell it.
struct ChangeWatcher: Sendable {
    /// Also where the triggers send: never changed once released.
    static let channel = "mqtt_auth"

    let pool: PostgresPool
    let observers: [any ChangeObserver]
    let checks: QueryChecks
    let logger: Logger

    /// Watches until the task is cancelled or the pool closed.
    func run() async {
        for await event in pool.listen(to: [Self.channel]) {
            switch event {
            case .listening:
                for observer in observers { observer.setTold(true) }
                checks.checkSoon()
                logger.debug("Listening for changes of the tables.")
            case .notification(let notification): changed(notification.payload)
            case .interrupted: for observer in observers { observer.setTold(false) }
            case .overflowed: changed("")
            }
        }
    }

    /// The payload is a username, empty for rows that may be about anybody.
    private func changed(_ payload: String) {
        let username = payload.isEmpty ? nil : Array(payload.utf8)
        for observer in observers { observer.changed(username: username) }
    }
}
