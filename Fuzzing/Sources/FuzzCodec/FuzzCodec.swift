/// What the fuzzer calls with every input. The first byte picks the kind of message, the rest is the message.
@c(LLVMFuzzerTestOneInput)
public func fuzzCodec(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = UnsafeBufferPointer(start: start, count: count)
    guard let selector = input.first else { return 0 }
    let subject = OracleSubject.all[Int(selector) % OracleSubject.all.count]
    if let disagreement = subject.disagreement(on: Array(input.dropFirst())) {
        fatalError("\(subject): \(disagreement)")
    }
    return 0
}
