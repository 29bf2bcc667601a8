/// The members of one shared subscription (MQTT 5 section 4.8.2), of whom each message goes to one: they take turns, as by EMQX's default
/// strategy `round_robin`.
struct ShareGroup<Member: Hashable & Sendable>: Sendable {
    private var members: [(member: Member, options: DeliveryOptions)] = []
    private var turn = 0

    var isEmpty: Bool { members.isEmpty }

    /// Returns whether the member is new.
    mutating func insert(_ member: Member, _ options: DeliveryOptions) -> Bool {
        guard let index = members.firstIndex(where: { $0.member == member }) else {
            members.append((member, options))
            return true
        }
        members[index].options = options
        return false
    }

    /// Returns whether it was a member.
    mutating func remove(_ member: Member) -> Bool {
        guard let index = members.firstIndex(where: { $0.member == member }) else { return false }
        members.remove(at: index)
        if index < turn { turn -= 1 }
        return true
    }

    /// The member whose turn it is; nil where there is none.
    mutating func next() -> (Member, DeliveryOptions)? {
        guard !members.isEmpty else { return nil }
        let chosen = turn % members.count
        turn = chosen + 1
        return members[chosen]
    }
}
