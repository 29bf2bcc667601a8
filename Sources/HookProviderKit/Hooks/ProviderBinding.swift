import ExtensionProtocol

extension HookTable {
    /// Handles every hook whose protocol the provider conforms to.
    ///
    /// A provider that conforms to none, or that sets options of a hook that it doesn't handle, is a programming error.
    public mutating func add(_ provider: any HookProvider) {
        var binding = ProviderBinding(provider, in: self)
        binding.bindAll()
        self = binding.table
    }
}

/// Finds out which hooks a provider handles, and puts them in the table.
private struct ProviderBinding {
    private(set) var table: HookTable
    private let provider: any HookProvider
    /// Nil for a provider that doesn't choose hooks.
    private let lifecycle: Int?
    private var options = HookOptions()
    private var bound: Set<Hook> = []

    init(_ provider: any HookProvider, in table: HookTable) {
        self.provider = provider
        var table = table
        lifecycle = (provider as? any ProviderLifecycle).map { table.addLifecycle($0) }
        self.table = table
        provider.configure(&options)
    }

    mutating func bindAll() {
        bindDecisions(provider)
        bindClientHooks(provider)
        bindSessionHooks(provider)
        bindMessageHooks(provider)
        precondition(!bound.isEmpty, "\(type(of: provider)) conforms to no hook's protocol, so it would never be called")
        for hook in options.hooks {
            precondition(bound.contains(hook), "\(type(of: provider)) sets options of \(hook.name(in: .v3)), which it doesn't handle")
        }
    }

    private mutating func bindDecisions(_ provider: any HookProvider) {
        if let hook = provider as? any ClientAuthenticateHook {
            bind(.clientAuthenticate) { try await hook.clientAuthenticate($0, context: $1) }
        }
        if let hook = provider as? any ClientAuthorizeHook {
            bind(.clientAuthorize) { try await hook.clientAuthorize($0, context: $1) }
        }
        if let hook = provider as? any MessagePublishHook {
            bind(.messagePublish, topics: hook.messagePublishTopics) { try await hook.messagePublish($0, context: $1) }
        }
    }

    private mutating func bindClientHooks(_ provider: any HookProvider) {
        if let hook = provider as? any ClientConnectHook {
            bind(.clientConnect) { try await hook.clientConnect($0, context: $1) }
        }
        if let hook = provider as? any ClientConnackHook {
            bind(.clientConnack) { try await hook.clientConnack($0, context: $1) }
        }
        if let hook = provider as? any ClientConnectedHook {
            bind(.clientConnected) { try await hook.clientConnected($0, context: $1) }
        }
        if let hook = provider as? any ClientDisconnectedHook {
            bind(.clientDisconnected) { try await hook.clientDisconnected($0, context: $1) }
        }
        if let hook = provider as? any ClientSubscribeHook {
            bind(.clientSubscribe) { try await hook.clientSubscribe($0, context: $1) }
        }
        if let hook = provider as? any ClientUnsubscribeHook {
            bind(.clientUnsubscribe) { try await hook.clientUnsubscribe($0, context: $1) }
        }
    }

    private mutating func bindSessionHooks(_ provider: any HookProvider) {
        if let hook = provider as? any SessionCreatedHook {
            bind(.sessionCreated) { try await hook.sessionCreated($0, context: $1) }
        }
        if let hook = provider as? any SessionSubscribedHook {
            bind(.sessionSubscribed) { try await hook.sessionSubscribed($0, context: $1) }
        }
        if let hook = provider as? any SessionUnsubscribedHook {
            bind(.sessionUnsubscribed) { try await hook.sessionUnsubscribed($0, context: $1) }
        }
        if let hook = provider as? any SessionResumedHook {
            bind(.sessionResumed) { try await hook.sessionResumed($0, context: $1) }
        }
        if let hook = provider as? any SessionDiscardedHook {
            bind(.sessionDiscarded) { try await hook.sessionDiscarded($0, context: $1) }
        }
        if let hook = provider as? any SessionTakenOverHook {
            bind(.sessionTakenOver) { try await hook.sessionTakenOver($0, context: $1) }
        }
        if let hook = provider as? any SessionTerminatedHook {
            bind(.sessionTerminated) { try await hook.sessionTerminated($0, context: $1) }
        }
    }

    private mutating func bindMessageHooks(_ provider: any HookProvider) {
        if let hook = provider as? any MessageDeliveredHook {
            bind(.messageDelivered, topics: hook.messageDeliveredTopics) { try await hook.messageDelivered($0, context: $1) }
        }
        if let hook = provider as? any MessageDroppedHook {
            bind(.messageDropped, topics: hook.messageDroppedTopics) { try await hook.messageDropped($0, context: $1) }
        }
        if let hook = provider as? any MessageAckedHook {
            bind(.messageAcked, topics: hook.messageAckedTopics) { try await hook.messageAcked($0, context: $1) }
        }
    }

    private mutating func bind<Event, Decision>(
        _ point: HookPoint<Event, Decision>,
        _ handler: @escaping HookHandler<Event, Decision>
    ) {
        bound.insert(point.hook)
        table.add(point, options.options(of: point.hook), lifecycle: lifecycle, handler)
    }

    private mutating func bind<Event, Decision>(
        _ point: MessageHookPoint<Event, Decision>,
        topics: [TopicFilter],
        _ handler: @escaping HookHandler<Event, Decision>
    ) {
        bound.insert(point.hook)
        table.add(point, topics: topics, options.options(of: point.hook), lifecycle: lifecycle, handler)
    }
}
