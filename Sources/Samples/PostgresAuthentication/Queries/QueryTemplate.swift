package import ExtensionProtocol

/// A query in EMQX's words, as SQL whose values are parameters: nothing of a client ever becomes SQL.
package struct QueryTemplate: Sendable, Hashable {
    /// What about a template is probably not meant.
    package enum Problem: Sendable, Hashable {
        /// EMQX doesn't know the placeholder in such a query: it stays as it is written.
        case unknownPlaceholder(String)
        /// ExHook doesn't tell the value: the parameter is always the empty text.
        case unavailablePlaceholder(String)
    }

    /// The statement with `$1`, `$2` … in the places of placeholders.
    package let sql: String
    /// What each parameter stands for, that of `$1` first; a placeholder written twice makes two.
    package let parameters: [ClientPlaceholder]
    package let problems: [Problem]

    /// Reads `${username}` and the like (5.x, with or without quotes around) or `'%u'` and the like (4.x).
    package init(_ text: String, convention: TableConvention, scope: PlaceholderScope) {
        switch convention {
        case .v4:
            self.init([TemplateSegment](emqx4: text), unknownNames: [])
        case .v5:
            let template = PlaceholderTemplate(text, scope: scope)
            self.init(template.segments.removingQuotes(), unknownNames: template.unknownNames)
        }
    }

    private init(_ segments: [TemplateSegment], unknownNames: [String]) {
        var sql = ""
        var parameters: [ClientPlaceholder] = []
        for segment in segments {
            switch segment {
            case .literal(let text): sql += text
            case .placeholder(let placeholder):
                parameters.append(placeholder)
                sql += "$\(parameters.count)"
            }
        }
        self.sql = sql
        self.parameters = parameters
        self.problems =
            unknownNames.map(Problem.unknownPlaceholder) + parameters.compactMap(\.unavailableName).map(Problem.unavailablePlaceholder)
    }

    /// The values to bind for a client, as text; what it doesn't have is empty, as in EMQX. PostgreSQL refuses a value with a NUL character.
    package func values(for client: ClientInfo) -> [String] {
        parameters.map { $0.value(of: client) }
    }
}

extension ClientPlaceholder {
    fileprivate var unavailableName: String? {
        if case .unavailable(let name) = self { name } else { nil }
    }
}
