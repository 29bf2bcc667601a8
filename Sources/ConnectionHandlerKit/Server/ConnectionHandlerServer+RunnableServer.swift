import ExtensionServices

extension ConnectionHandlerServer: RunnableServer {}
