// The floor: OnMessagePublish on nghttp2 and protobuf alone, one thread, one epoll.
//
// What a gRPC server has to pay for this call and nothing else: no general dispatch, no deadlines, no interceptors. It is a correct HTTP/2
// and gRPC server all the same: flow control, split messages, partial writes and errors are handled.

#include <arpa/inet.h>
#include <google/protobuf/arena.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <nghttp2/nghttp2.h>
#include <sys/epoll.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "emqx/exhook/v3/exhook.pb.h"

namespace {

namespace exhook = emqx::exhook::v3;

constexpr std::string_view kPath = "/emqx.exhook.v3.HookProvider/OnMessagePublish";
constexpr size_t kPrefixSize = 5;
constexpr uint32_t kWindow = 4 << 20;
constexpr size_t kMaximumMessage = 4 << 20;
constexpr size_t kReadSize = 64 << 10;

long calls = 0;

[[noreturn]] void fail(const char* what) {
    std::perror(what);
    std::exit(EXIT_FAILURE);
}

// MARK: Headers, in static memory so that nghttp2 copies none of them.

template <size_t N, size_t M>
constexpr nghttp2_nv header(const char (&name)[N], const char (&value)[M]) {
    return {(uint8_t*)name, (uint8_t*)value, N - 1, M - 1, NGHTTP2_NV_FLAG_NO_COPY_NAME | NGHTTP2_NV_FLAG_NO_COPY_VALUE};
}

const nghttp2_nv responseHeaders[] = {header(":status", "200"), header("content-type", "application/grpc+proto")};
const nghttp2_nv okTrailers[] = {header("grpc-status", "0")};
const nghttp2_nv unimplemented[] = {responseHeaders[0], responseHeaders[1], header("grpc-status", "12")};
const nghttp2_nv invalidArgument[] = {responseHeaders[0], responseHeaders[1], header("grpc-status", "3")};

// MARK: The work

void storePrefix(uint8_t* prefix, uint32_t length) {
    prefix[0] = 0;
    const uint32_t bigEndian = htonl(length);
    std::memcpy(prefix + 1, &bigEndian, sizeof bigEndian);
}

/// The length that the gRPC prefix announces.
size_t messageLength(const uint8_t* prefix) {
    uint32_t bigEndian;
    std::memcpy(&bigEndian, prefix + 1, sizeof bigEndian);
    return ntohl(bigEndian);
}

class Publisher {
public:
    /// Decodes a request, moves its message into the answer, and encodes that behind a gRPC prefix. False when it isn't protobuf.
    bool answer(const uint8_t* bytes, size_t count, std::string& output) {
        arena.Reset();
        auto* request = google::protobuf::Arena::CreateMessage<exhook::MessagePublishRequest>(&arena);
        if (!request->ParseFromArray(bytes, static_cast<int>(count))) return false;
        ++calls;

        auto* response = google::protobuf::Arena::CreateMessage<exhook::ValuedResponse>(&arena);
        response->set_type(exhook::ValuedResponse::STOP_AND_RETURN);
        auto* message = response->mutable_message();
        message->Swap(request->mutable_message());  // both are the arena's: nothing is copied
        (*message->mutable_headers())["allow_publish"] = "true";

        const size_t size = response->ByteSizeLong();
        output.resize(kPrefixSize + size);
        auto* start = reinterpret_cast<uint8_t*>(output.data());
        storePrefix(start, static_cast<uint32_t>(size));
        response->SerializeWithCachedSizesToArray(start + kPrefixSize);
        return true;
    }

private:
    static google::protobuf::ArenaOptions inPlace(char* block, size_t size) {
        google::protobuf::ArenaOptions options;
        options.initial_block = block;
        options.initial_block_size = size;
        return options;
    }

    // Big enough for every ordinary message: the arena then never allocates.
    alignas(16) char block[32 << 10];
    google::protobuf::Arena arena{inPlace(block, sizeof block)};
};

/// One RPC. Pooled, so that its buffers keep their memory; those of a connection that breaks off are forgotten.
struct Call {
    enum class State { unknownPath, receiving, answered, invalid };

    State state = State::unknownPath;
    std::string body;
    std::string response;
    size_t sent = 0;

    void reset() {
        state = State::unknownPath;
        body.clear();
        sent = 0;
    }
};

class CallPool {
public:
    Call* take() {
        if (idle.empty()) return new Call;
        Call* call = idle.back();
        idle.pop_back();
        call->reset();
        return call;
    }

    void give(Call* call) { idle.push_back(call); }

private:
    std::vector<Call*> idle;
};

// MARK: A connection

class Connection {
public:
    Connection(int fd, Publisher& publisher, CallPool& pool, const nghttp2_session_callbacks* callbacks, const nghttp2_option* options)
        : fd(fd), publisher(publisher), pool(pool) {
        if (nghttp2_session_server_new2(&session, callbacks, this, options) != 0) fail("nghttp2_session_server_new2");
        const nghttp2_settings_entry settings[] = {
            {NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS, 1 << 20},
            {NGHTTP2_SETTINGS_INITIAL_WINDOW_SIZE, kWindow},
            {NGHTTP2_SETTINGS_NO_RFC7540_PRIORITIES, 1},
        };
        nghttp2_submit_settings(session, NGHTTP2_FLAG_NONE, settings, std::size(settings));
        nghttp2_session_set_local_window_size(session, NGHTTP2_FLAG_NONE, 0, 4 * kWindow);
    }

    ~Connection() {
        nghttp2_session_del(session);
        ::close(fd);
    }

    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    const int fd;
    bool waitsForWritability = false;

    bool hasUnsentOutput() const { return written < output.size(); }

    /// Takes one read's worth of bytes and answers it with one write. False when the connection is over.
    bool readable(uint8_t* buffer, size_t size) {
        const ssize_t count = ::recv(fd, buffer, size, 0);
        if (count < 0) return errno == EAGAIN || errno == EINTR;
        if (count == 0) return false;
        if (nghttp2_session_mem_recv(session, buffer, static_cast<size_t>(count)) < 0) return false;
        return flush();
    }

    /// Collects the session's frames and writes them. False when the connection is over.
    bool flush() {
        if (!collect()) return false;
        if (hasUnsentOutput()) {
            const ssize_t count = ::send(fd, output.data() + written, output.size() - written, MSG_NOSIGNAL);
            if (count < 0) return errno == EAGAIN || errno == EINTR;
            written += static_cast<size_t>(count);
        }
        return hasUnsentOutput() || nghttp2_session_want_read(session) || nghttp2_session_want_write(session);
    }

    // Header blocks are contiguous on a connection: their call needs no look-up.
    void beginHeaders(int32_t stream) {
        headersOf = pool.take();
        nghttp2_session_set_stream_user_data(session, stream, headersOf);
    }

    void pathHeader(std::string_view path) {
        if (path == kPath) headersOf->state = Call::State::receiving;
    }

    void data(int32_t stream, const uint8_t* bytes, size_t count) {
        Call* call = callOf(stream);
        if (call->state != Call::State::receiving) return;
        if (call->body.empty() && isWhole(bytes, count)) return answer(*call, bytes, count);
        call->body.append(reinterpret_cast<const char*>(bytes), count);
        const auto* body = reinterpret_cast<const uint8_t*>(call->body.data());
        if (isWhole(body, call->body.size())) return answer(*call, body, call->body.size());
        if (call->body.size() > kPrefixSize + kMaximumMessage) call->state = Call::State::invalid;
    }

    void endStream(int32_t stream) {
        Call* call = callOf(stream);
        switch (call->state) {
        case Call::State::answered: {
            nghttp2_data_provider provider{{.ptr = call}, readResponse};
            nghttp2_submit_response(session, stream, responseHeaders, std::size(responseHeaders), &provider);
            break;
        }
        case Call::State::unknownPath:
            nghttp2_submit_response(session, stream, unimplemented, std::size(unimplemented), nullptr);
            break;
        default:
            nghttp2_submit_response(session, stream, invalidArgument, std::size(invalidArgument), nullptr);
        }
    }

    void closeStream(int32_t stream) {
        if (Call* call = callOf(stream)) pool.give(call);
    }

private:
    nghttp2_session* session = nullptr;
    Publisher& publisher;
    CallPool& pool;
    Call* headersOf = nullptr;
    std::vector<uint8_t> output;
    size_t written = 0;

    Call* callOf(int32_t stream) { return static_cast<Call*>(nghttp2_session_get_stream_user_data(session, stream)); }

    static bool isWhole(const uint8_t* bytes, size_t count) {
        return count >= kPrefixSize && count == kPrefixSize + messageLength(bytes);
    }

    void answer(Call& call, const uint8_t* bytes, size_t count) {
        const bool valid = bytes[0] == 0 && publisher.answer(bytes + kPrefixSize, count - kPrefixSize, call.response);
        call.state = valid ? Call::State::answered : Call::State::invalid;
    }

    bool collect() {
        if (!hasUnsentOutput()) {
            output.clear();
            written = 0;
        }
        for (;;) {
            const uint8_t* bytes = nullptr;
            const ssize_t count = nghttp2_session_mem_send(session, &bytes);
            if (count < 0) return false;
            if (count == 0) return true;
            output.insert(output.end(), bytes, bytes + count);
        }
    }

    static ssize_t readResponse(nghttp2_session* session, int32_t stream, uint8_t* buffer, size_t size, uint32_t* flags,
                                nghttp2_data_source* source, void*) {
        Call& call = *static_cast<Call*>(source->ptr);
        const size_t count = std::min(size, call.response.size() - call.sent);
        std::memcpy(buffer, call.response.data() + call.sent, count);
        call.sent += count;
        if (call.sent == call.response.size()) {
            *flags |= NGHTTP2_DATA_FLAG_EOF | NGHTTP2_DATA_FLAG_NO_END_STREAM;
            nghttp2_submit_trailer(session, stream, okTrailers, std::size(okTrailers));
        }
        return static_cast<ssize_t>(count);
    }
};

// MARK: nghttp2's callbacks

Connection& connection(void* context) { return *static_cast<Connection*>(context); }

int onBeginHeaders(nghttp2_session*, const nghttp2_frame* frame, void* context) {
    if (frame->headers.cat == NGHTTP2_HCAT_REQUEST) connection(context).beginHeaders(frame->hd.stream_id);
    return 0;
}

int onHeader(nghttp2_session*, const nghttp2_frame* frame, const uint8_t* name, size_t nameLength, const uint8_t* value, size_t valueLength,
             uint8_t, void* context) {
    if (nameLength == 5 && frame->headers.cat == NGHTTP2_HCAT_REQUEST && std::memcmp(name, ":path", 5) == 0) {
        connection(context).pathHeader({reinterpret_cast<const char*>(value), valueLength});
    }
    return 0;
}

int onData(nghttp2_session*, uint8_t, int32_t stream, const uint8_t* bytes, size_t count, void* context) {
    connection(context).data(stream, bytes, count);
    return 0;
}

int onFrame(nghttp2_session*, const nghttp2_frame* frame, void* context) {
    const bool isRequest = frame->hd.type == NGHTTP2_DATA || frame->hd.type == NGHTTP2_HEADERS;
    if (isRequest && (frame->hd.flags & NGHTTP2_FLAG_END_STREAM) != 0) connection(context).endStream(frame->hd.stream_id);
    return 0;
}

int onStreamClose(nghttp2_session*, int32_t stream, uint32_t, void* context) {
    connection(context).closeStream(stream);
    return 0;
}

nghttp2_session_callbacks* makeCallbacks() {
    nghttp2_session_callbacks* callbacks = nullptr;
    if (nghttp2_session_callbacks_new(&callbacks) != 0) fail("nghttp2_session_callbacks_new");
    nghttp2_session_callbacks_set_on_begin_headers_callback(callbacks, onBeginHeaders);
    nghttp2_session_callbacks_set_on_header_callback(callbacks, onHeader);
    nghttp2_session_callbacks_set_on_data_chunk_recv_callback(callbacks, onData);
    nghttp2_session_callbacks_set_on_frame_recv_callback(callbacks, onFrame);
    nghttp2_session_callbacks_set_on_stream_close_callback(callbacks, onStreamClose);
    return callbacks;
}

nghttp2_option* makeOptions() {
    nghttp2_option* options = nullptr;
    if (nghttp2_option_new(&options) != 0) fail("nghttp2_option_new");
    nghttp2_option_set_no_closed_streams(options, 1);
    return options;
}

// MARK: Sockets

int listenOn(uint16_t port) {
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0) fail("socket");
    const int on = 1;
    ::setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    if (::bind(fd, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) fail("bind");
    if (::listen(fd, SOMAXCONN) != 0) fail("listen");
    return fd;
}

uint16_t portOf(int fd) {
    sockaddr_in address{};
    socklen_t length = sizeof address;
    if (::getsockname(fd, reinterpret_cast<sockaddr*>(&address), &length) != 0) fail("getsockname");
    return ntohs(address.sin_port);
}

int terminationSignal() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    ::sigprocmask(SIG_BLOCK, &signals, nullptr);
    const int fd = ::signalfd(-1, &signals, SFD_CLOEXEC);
    if (fd < 0) fail("signalfd");
    return fd;
}

class Server {
public:
    explicit Server(uint16_t port) : listener(listenOn(port)), termination(terminationSignal()), poller(::epoll_create1(EPOLL_CLOEXEC)) {
        if (poller < 0) fail("epoll_create1");
        control(EPOLL_CTL_ADD, listener, EPOLLIN, &listener);
        control(EPOLL_CTL_ADD, termination, EPOLLIN, &termination);
    }

    uint16_t port() const { return portOf(listener); }

    /// Serves until SIGTERM.
    void run() {
        epoll_event events[64];
        for (;;) {
            const int count = ::epoll_wait(poller, events, std::size(events), -1);
            for (int index = 0; index < count; ++index) {
                const epoll_event& event = events[index];
                if (event.data.ptr == &termination) return;
                if (event.data.ptr == &listener) accept();
                else serve(static_cast<Connection*>(event.data.ptr), event.events);
            }
        }
    }

private:
    int listener;
    int termination;
    int poller;
    nghttp2_session_callbacks* callbacks = makeCallbacks();
    nghttp2_option* options = makeOptions();
    Publisher publisher;
    CallPool pool;
    uint8_t buffer[kReadSize];

    void control(int operation, int fd, uint32_t interest, void* tag) {
        epoll_event event{interest, {.ptr = tag}};
        if (::epoll_ctl(poller, operation, fd, &event) != 0) fail("epoll_ctl");
    }

    void accept() {
        const int fd = ::accept4(listener, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (fd < 0) return;
        const int on = 1;
        ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        auto* connection = new Connection(fd, publisher, pool, callbacks, options);
        control(EPOLL_CTL_ADD, fd, EPOLLIN, connection);
        if (!connection->flush()) delete connection;
    }

    void serve(Connection* connection, uint32_t ready) {
        const bool alive = (ready & EPOLLOUT) != 0 ? connection->flush() : connection->readable(buffer, sizeof buffer);
        if (!alive) {
            delete connection;
            return;
        }
        // While output is stuck nothing more is read: the peer that doesn't read is the peer that waits.
        if (connection->hasUnsentOutput() != connection->waitsForWritability) {
            connection->waitsForWritability = connection->hasUnsentOutput();
            control(EPOLL_CTL_MOD, connection->fd, connection->waitsForWritability ? EPOLLOUT : EPOLLIN, connection);
        }
    }
};

}  // namespace

int main(int argc, char** argv) {
    const uint16_t port = argc == 3 && std::string_view(argv[1]) == "--port" ? static_cast<uint16_t>(std::atoi(argv[2])) : 0;
    Server server(port);
    std::printf("listening 127.0.0.1:%d\n", server.port());
    std::fflush(stdout);
    server.run();
    std::printf("{\"calls\": %ld}\n", calls);
    return EXIT_SUCCESS;
}
