// Devices on TCP that send a payload, wait until it has come back, and send the next. One thread.
// usage: echo-devices PORT DEVICES PAYLOAD_BYTES. When every device has had its first echo, and thereafter for every line of standard
// input, which holds how many echoes shall follow, it prints a line of JSON. The devices leave at the end of the input.
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <string>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;

[[noreturn]] void fail(const char *what) {
    std::perror(what);
    std::exit(1);
}

struct Device {
    int socket = -1;
    size_t received = 0;
    uint64_t round = 0;
    Clock::time_point sent;
};

class Load {
public:
    Load(uint16_t port, size_t devices, size_t payload_bytes)
        : devices_(devices), payload_bytes_(payload_bytes), poll_(epoll_create1(0)) {
        for (size_t index = 0; index < devices; index++) connect_device(port, index);
    }

    // Every device takes part when there are enough echoes for it.
    void run(uint64_t echoes) {
        latencies_.clear();
        to_send_ = echoes;
        start_ = Clock::now();
        for (size_t index = 0; index < devices_.size() && to_send_ > 0; index++) send_next(index);
        epoll_event events[256];
        while (latencies_.size() < echoes) {
            const int count = epoll_wait(poll_, events, 256, 30'000);
            if (count == 0) errno = ETIMEDOUT;
            if (count <= 0) fail("waiting for echoes");
            for (int index = 0; index < count; index++) receive(events[index].data.u64);
        }
        seconds_ = std::chrono::duration<double>(Clock::now() - start_).count();
    }

    void report() {
        std::sort(latencies_.begin(), latencies_.end());
        std::cout << "{\"echoes\": " << latencies_.size() << ", \"seconds\": " << seconds_ << ", \"p50_us\": " << quantile(0.5)
                  << ", \"p99_us\": " << quantile(0.99) << ", \"max_us\": " << latencies_.back() << "}" << std::endl;
    }

private:
    void connect_device(uint16_t port, size_t index) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const int device = socket(AF_INET, SOCK_STREAM, 0);
        if (device < 0 || connect(device, reinterpret_cast<sockaddr *>(&address), sizeof address) != 0) fail("connect");
        const int on = 1;
        setsockopt(device, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.u64 = index;
        if (epoll_ctl(poll_, EPOLL_CTL_ADD, device, &event) != 0) fail("epoll_ctl");
        devices_[index].socket = device;
    }

    // Every payload differs from the others: an echo of something else shows.
    char byte(size_t index, size_t position) const { return static_cast<char>(index * 7 + devices_[index].round * 13 + position * 31); }

    void send_next(size_t index) {
        to_send_--;
        Device &device = devices_[index];
        device.round++;
        device.received = 0;
        std::string payload(payload_bytes_, '\0');
        for (size_t position = 0; position < payload_bytes_; position++) payload[position] = byte(index, position);
        device.sent = Clock::now();
        if (send(device.socket, payload.data(), payload.size(), 0) != static_cast<ssize_t>(payload.size())) fail("send");
    }

    void receive(size_t index) {
        Device &device = devices_[index];
        char buffer[64 << 10];
        const ssize_t count = recv(device.socket, buffer, sizeof buffer, MSG_DONTWAIT);
        if (count <= 0) fail("a device was closed");
        for (ssize_t position = 0; position < count; position++, device.received++) {
            if (device.received >= payload_bytes_ || buffer[position] != byte(index, device.received)) {
                std::cerr << "device " << index << " got something else than what it sent\n";
                std::exit(1);
            }
        }
        if (device.received < payload_bytes_) return;
        latencies_.push_back(std::chrono::duration<double, std::micro>(Clock::now() - device.sent).count());
        if (to_send_ > 0) send_next(index);
    }

    double quantile(double share) const { return latencies_[std::min(latencies_.size() - 1, static_cast<size_t>(latencies_.size() * share))]; }

    std::vector<Device> devices_;
    const size_t payload_bytes_;
    uint64_t to_send_ = 0;
    const int poll_;
    std::vector<double> latencies_;
    Clock::time_point start_;
    double seconds_ = 0;
};

}  // namespace

int main(int count, char **arguments) {
    if (count != 4) return 2;
    auto number = [&](int index) { return std::strtoull(arguments[index], nullptr, 10); };
    Load load(static_cast<uint16_t>(number(1)), number(2), number(3));
    uint64_t echoes = number(2);
    do {
        load.run(echoes);
        load.report();
    } while (std::cin >> echoes);
}
