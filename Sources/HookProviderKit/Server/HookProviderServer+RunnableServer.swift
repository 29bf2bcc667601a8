import ExtensionServices

extension HookProviderServer: RunnableServer {}
