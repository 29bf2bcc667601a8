import Testing

/// Against the `openssl` command line.
@Suite(.timeLimit(.minutes(1))) enum PeerTests {}
