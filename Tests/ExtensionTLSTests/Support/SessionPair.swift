import ExtensionTLS
import NIOCore

/// Both ends of a connection, whose bytes are handed over in pieces of at most `pieceLength`.
struct SessionPair {
    let client: TLSSession
    let server: TLSSession
    var pieceLength = Int.max
    private(set) var clientError: TLSError?
    private(set) var serverError: TLSError?
    private(set) var clientReceived = ByteBuffer()
    private(set) var serverReceived = ByteBuffer()

    init(client: TLSContext, server: TLSContext, host: String = "localhost", pieceLength: Int = .max) {
        self.client = TLSSession(client: client, host: host)
        self.server = TLSSession(server: server)
        self.pieceLength = pieceLength
    }

    mutating func handshake() {
        do { try client.start() } catch { clientError = error }
        exchange()
    }

    /// Hands bytes over, to and fro, until neither end has any.
    mutating func exchange() {
        while true {
            let toServer = client.takeOutput()
            if let toServer { deliver(toServer, to: server, &serverReceived, &serverError) }
            let toClient = server.takeOutput()
            if let toClient { deliver(toClient, to: client, &clientReceived, &clientError) }
            if toServer == nil, toClient == nil { return }
        }
    }

    private func deliver(_ bytes: ByteBuffer, to session: TLSSession, _ plaintext: inout ByteBuffer, _ error: inout TLSError?) {
        var rest = bytes
        while let piece = rest.readSlice(length: min(pieceLength, rest.readableBytes)), piece.readableBytes > 0 {
            do throws(TLSError) {
                try piece.withUnsafeReadableBytes { bytes throws(TLSError) in try session.receive(bytes, into: &plaintext) }
            } catch let failure {
                error = failure
            }
        }
    }
}

extension TLSSession {
    func send(_ buffer: ByteBuffer) throws(TLSError) {
        try buffer.withUnsafeReadableBytes { bytes throws(TLSError) in try send(bytes) }
    }
}
