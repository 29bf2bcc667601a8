import ExtensionProtocol
import Testing

@testable import ReferenceGateway

@Suite struct DevicePartsTests {
    @Test func connectionIDsAreReadAsTheyAreWritten() {
        let id = ConnectionID()
        #expect(id.text.utf8.count == 32)
        #expect(ConnectionID(id.text) == id)
        #expect(ConnectionID() != id)
    }

    @Test(arguments: [
        "", "x", "g" + String(repeating: "0", count: 31), String(repeating: "0", count: 33), "+" + String(repeating: "0", count: 31),
        String(repeating: "a", count: 32), String(repeating: "\u{e9}", count: 16), String(repeating: "\u{0}", count: 32),
    ])
    func otherTextIsNoConnectionID(text: String) {
        #expect(ConnectionID(text) == nil)
    }

    @Test func mountpointsComeAndGo() throws {
        let client = ClientIdentity(clientID: "c1", username: "u1")
        let mountpoint = try Mountpoint("gw/${clientid}/${username}/", client).orThrow()
        #expect(mountpoint.mount("t/up") == "gw/c1/u1/t/up")
        #expect(mountpoint.unmount("gw/c1/u1/t/up") == "t/up")
        #expect(mountpoint.unmount("elsewhere") == "elsewhere")
        #expect(mountpoint.mount(TopicFilter("$share/g/t/+")) == "$share/g/gw/c1/u1/t/+")
        #expect(mountpoint.mount(TopicFilter("$queue/t")) == "$queue/gw/c1/u1/t")
        #expect(mountpoint.mount(TopicFilter("#")) == "gw/c1/u1/#")
    }

    @Test(arguments: [
        ("", ""), ("a/", "a/"), ("${clientid}", "${username}"), ("${username}/", "u/"), ("$${other}${clientid}", "$${other}${username}"),
    ])
    func onlyTheTemplateHasPlaceholders(template: String, prefix: String) {
        #expect(Mountpoint(template, ClientIdentity(clientID: "${username}", username: "u"))?.prefix == prefix)
    }

    @Test func aBacklogIsOverdueWhenNothingGoesOut() {
        var backlog = SendBacklog()
        backlog.began(10)
        backlog.startDeadline(at: 100)
        backlog.startDeadline(at: 200)
        #expect(backlog.isOverdue(now: 99) == false)
        backlog.began(20)
        backlog.finished(10, next: 150)
        #expect(backlog.isOverdue(now: 149) == false)
        #expect(backlog.isOverdue(now: 150) == true)
        #expect(backlog.isOverdue(now: 151) == false)
        backlog.finished(20, next: 300)
        #expect(backlog.isEmpty)
        #expect(backlog.deadline == nil)
    }

    @Test func aFullBacklogTakesNothingMore() {
        var backlog = SendBacklog()
        backlog.began(SendBacklog.byteLimit - 1)
        #expect(!backlog.isFull)
        backlog.began(1)
        #expect(backlog.isFull)
        backlog.finished(1, next: 0)
        #expect(!backlog.isFull)
    }

    @Test func aBacklogOfSmallWritesIsFullToo() {
        var backlog = SendBacklog()
        for _ in 0..<SendBacklog.writeLimit {
            #expect(!backlog.isFull)
            backlog.began(1)
        }
        #expect(backlog.isFull)
    }
}
