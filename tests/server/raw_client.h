// A client over a plain socket, which can send what no HTTP library would.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace presave::server::testing {

class RawClient {
 public:
  explicit RawClient(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
      ::close(socket_);
      throw std::runtime_error("cannot connect");
    }
  }
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;
  ~RawClient() { ::close(socket_); }

  int handle() const { return socket_; }

  void send(std::string_view bytes) {
    while (!bytes.empty()) {
      const auto count = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (count <= 0) return;  // the server has closed; what it answered can still be read
      bytes.remove_prefix(static_cast<std::size_t>(count));
    }
  }
  /// Says that nothing more will be sent.
  void finish() { ::shutdown(socket_, SHUT_WR); }

  /// Everything until the server closes; throws when it has not after `patience`.
  std::string read_all(std::chrono::milliseconds patience = std::chrono::seconds(5)) {
    while (receive(patience)) {
    }
    return std::exchange(received_, {});
  }

  /// One response: its head, and as many body bytes as Content-Length says.
  std::string read_response(std::chrono::milliseconds patience = std::chrono::seconds(5)) {
    std::size_t end = std::string::npos;
    while ((end = received_.find("\r\n\r\n")) == std::string::npos) {
      if (!receive(patience)) return std::exchange(received_, {});
    }
    std::size_t length = end + 4;
    const auto header = received_.find("Content-Length: ");
    if (header < end) length += std::stoul(received_.substr(header + 16));
    while (received_.size() < length && receive(patience)) {
    }
    std::string response = received_.substr(0, length);
    received_.erase(0, length);
    return response;
  }

 private:
  /// False when the server has closed.
  bool receive(std::chrono::milliseconds patience) {
    pollfd readable{socket_, POLLIN, 0};
    if (::poll(&readable, 1, static_cast<int>(patience.count())) == 0)
      throw std::runtime_error("no answer in time");
    std::array<char, 16384> chunk;
    const auto count = ::recv(socket_, chunk.data(), chunk.size(), 0);
    if (count <= 0) return false;
    received_.append(chunk.data(), static_cast<std::size_t>(count));
    return true;
  }

  int socket_;
  std::string received_;
};

}  // namespace presave::server::testing
