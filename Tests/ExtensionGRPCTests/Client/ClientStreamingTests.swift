import NIOConcurrencyHelpers
import NIOCore
import Testing

@testable import ExtensionGRPC

@Suite("Client: streaming calls", .timeLimit(.minutes(1)))
struct ClientStreamingTests {
    @Test("Client streaming: many requests, one response", arguments: [false, true])
    func clientStreaming(gzip: Bool) async throws {
        let concatenate = RPCMethod.streaming("/test.Test/Concatenate") { requests, responses in
            var all: [UInt8] = []
            for try await request in requests { all += request }
            try await responses.send(all)
        }
        try await withClient(of: concatenate) { client, _ in
            let responses = try await client.withStream("/test.Test/Concatenate", gzip: gzip) { stream in
                for value in 0..<200 { try await stream.send([UInt8](repeating: UInt8(value), count: 10_000)) }
                stream.finishRequests()
                return try await stream.responses.reduce(into: []) { $0.append($1) }
            }
            #expect(responses == [(0..<200).flatMap { [UInt8](repeating: UInt8($0), count: 10_000) }])
        }
    }

    @Test("Server streaming: one request, more responses than all windows hold")
    func serverStreaming() async throws {
        let count = RPCMethod.streaming("/test.Test/Count") { requests, responses in
            for try await request in requests {
                for value in 0..<request[0] { try await responses.send([UInt8](repeating: value, count: 500_000)) }
            }
        }
        try await withClient(of: count) { client, _ in
            try await client.withStream("/test.Test/Count") { stream in
                try await stream.send([100])
                stream.finishRequests()
                var next: UInt8 = 0
                for try await response in stream.responses {
                    #expect(response.count == 500_000 && response[0] == next)
                    next += 1
                }
                #expect(next == 100)
            }
        }
    }

    @Test("A reader that is behind holds the server back")
    func backPressure() async throws {
        let sent = NIOLockedValueBox(0)
        let flood = RPCMethod.streaming("/test.Test/Flood") { _, responses in
            for _ in 0..<100 {
                try await responses.send([UInt8](repeating: 0, count: 1_000_000))
                sent.withLockedValue { $0 += 1 }
            }
        }
        try await withClient(of: flood, echo()) { client, _ in
            try await client.withStream("/test.Test/Flood") { stream in
                stream.finishRequests()
                var iterator = stream.responses.makeAsyncIterator()
                _ = try await iterator.next()
                // Until the server has had every chance to send all it can.
                for _ in 0..<200 { _ = try await client.unary("/test.Test/Echo", []) }
                #expect(sent.withLockedValue { $0 } < 20)
                var count = 1
                while try await iterator.next() != nil { count += 1 }
                #expect(count == 100)
            }
        }
    }

    @Test("Bidirectional: each response comes before the next request")
    func bidirectional() async throws {
        let echo = RPCMethod.streaming("/test.Test/EchoAll") { requests, responses in
            for try await request in requests { try await responses.send(request) }
        }
        try await withClient(of: echo) { client, _ in
            try await client.withStream("/test.Test/EchoAll") { stream in
                var responses = stream.responses.makeAsyncIterator()
                for value in UInt8(0)..<100 {
                    try await stream.send([value])
                    let response = try await responses.next()
                    #expect(response == [value])
                }
                stream.finishRequests()
                let end = try await responses.next()
                #expect(end == nil)
            }
        }
    }

    @Test("A server may end the call before it has read all requests")
    func earlyEnd() async throws {
        let first = RPCMethod.streaming("/test.Test/First") { requests, responses in
            for try await request in requests { return try await responses.send(request) }
        }
        try await withClient(of: first, echo()) { client, _ in
            try await client.withStream("/test.Test/First") { stream in
                try await stream.send([7])
                #expect(try await stream.responses.reduce(into: []) { $0.append($1) } == [[7]])
                try await stream.send([8])
                // The stream is closed, not left half open until the server tires of it.
                let open = try await client.loop.eventLoop.submit { client.calls.count }.get()
                #expect(open == 0)
            }
            let response = try await client.unary("/test.Test/Echo", [1])
            #expect(response.message == [1])
        }
    }

    @Test("Messages that came before a failure are read before it is thrown")
    func failure() async throws {
        let sent = Signal()
        let fail = RPCMethod.streaming("/test.Test/Fail") { requests, responses in
            for try await request in requests {
                guard request == [1] else { throw RPCError(.dataLoss, "no more") }
                try await responses.send(request)
                sent.fire()
            }
        }
        try await withClient(of: fail, echo()) { client, _ in
            try await client.withStream("/test.Test/Fail") { stream in
                try await stream.send([1])
                await sent.wait()
                try await stream.send([2])
                // The connection keeps the order: when this is answered, the failure is here, and nothing of it has been read.
                _ = try await client.unary("/test.Test/Echo", [])
                var responses = stream.responses.makeAsyncIterator()
                let response = try await responses.next()
                #expect(response == [1])
                await #expect(throws: RPCError(.dataLoss, "no more")) { try await responses.next() }
            }
        }
    }

    @Test("Leaving the scope of an open call cancels it")
    func abandoned() async throws {
        let cancelled = Signal()
        try await withClient(of: streamThatHangs(cancelled)) { client, _ in
            try await client.withStream("/test.Test/Hang") { try await $0.send([1]) }
            await cancelled.wait()
        }
    }

    @Test("Cancelling the task cancels the call that it reads")
    func cancel() async throws {
        let cancelled = Signal()
        try await withClient(of: streamThatHangs(cancelled)) { client, _ in
            let reading = Signal()
            let task = Task {
                try await client.withStream("/test.Test/Hang") { stream in
                    try await stream.send([1])
                    reading.fire()
                    for try await _ in stream.responses {}
                }
            }
            await reading.wait()
            task.cancel()
            await #expect(throws: RPCError(.cancelled, "the call was cancelled")) { try await task.value }
            await cancelled.wait()
        }
    }

    @Test("The deadline of a stream is kept")
    func deadline() async throws {
        try await withClient(of: streamThatHangs(Signal())) { client, _ in
            let error = await #expect(throws: RPCError.self) {
                try await client.withStream("/test.Test/Hang", timeout: .milliseconds(50)) { stream in
                    for try await _ in stream.responses {}
                }
            }
            #expect(error?.status.code == .deadlineExceeded)
        }
    }

    private func streamThatHangs(_ cancelled: Signal) -> RPCMethod {
        .streaming("/test.Test/Hang") { requests, _ in
            defer { cancelled.fire() }
            for try await _ in requests {}
        }
    }
}
