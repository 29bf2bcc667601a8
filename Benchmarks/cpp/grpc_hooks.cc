// OnMessagePublish on gRPC C++, callback API.

#include <grpcpp/grpcpp.h>

#include <atomic>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "emqx/exhook/v3/exhook.grpc.pb.h"

namespace {

namespace exhook = emqx::exhook::v3;

class Provider final : public exhook::HookProvider::CallbackService {
public:
    std::atomic<long> calls{0};

    grpc::ServerUnaryReactor* OnMessagePublish(grpc::CallbackServerContext* context, const exhook::MessagePublishRequest* request,
                                               exhook::ValuedResponse* response) override {
        calls.fetch_add(1, std::memory_order_relaxed);
        response->set_type(exhook::ValuedResponse::STOP_AND_RETURN);
        exhook::Message* message = response->mutable_message();
        *message = request->message();
        (*message->mutable_headers())["allow_publish"] = "true";

        grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
        reactor->Finish(grpc::Status::OK);
        return reactor;
    }
};

/// Blocks SIGTERM before any thread starts, so that only `sigwait` receives it.
sigset_t blockTermination() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    return signals;
}

}  // namespace

int main(int argc, char** argv) {
    const std::string port = argc == 3 && std::string(argv[1]) == "--port" ? argv[2] : "0";
    const sigset_t termination = blockTermination();

    Provider provider;
    int boundPort = 0;
    grpc::ServerBuilder builder;
    builder.AddListeningPort("127.0.0.1:" + port, grpc::InsecureServerCredentials(), &boundPort);
    builder.RegisterService(&provider);
    const auto server = builder.BuildAndStart();
    if (!server || boundPort == 0) return EXIT_FAILURE;
    std::printf("listening 127.0.0.1:%d\n", boundPort);
    std::fflush(stdout);

    int signal = 0;
    sigwait(&termination, &signal);
    std::printf("{\"calls\": %ld}\n", provider.calls.load());
    return EXIT_SUCCESS;
}
