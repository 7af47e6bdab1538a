// A load that does not wait for the server: requests are due at a fixed rate, and each one's time counts from
// the moment it was due, so that a server that stalls is charged for all who would have come meanwhile. (wrk
// asks again only when it is answered; wrk2 is in no Debian.) Prints one line of JSON.
//   open_loop PORT REQUESTS_FILE SEPARATOR RATE SECONDS CONNECTIONS
// The file holds whole HTTP requests, each followed by the separator. One thread, which never sleeps.
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::nanoseconds;

struct Load {
  std::uint16_t port;
  std::vector<std::string> requests;
  double rate;  // requests a second
  double seconds;
  unsigned connections;
};

/// One keep-alive connection with one request under way at most.
struct Connection {
  int socket = -1;
  Clock::time_point due;
  std::string answer;  // what has come of it
};

[[noreturn]] void fail(const char* what) {
  throw std::runtime_error(what);
}

int connected(std::uint16_t port) {
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const int on = 1;
  if (socket < 0 || ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on) != 0 ||
      ::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    fail("cannot connect");
  }
  return socket;
}

/// The bytes of a whole answer, from its Content-Length; 0 while its head has not come.
std::size_t answer_bytes(std::string_view text) {
  constexpr std::string_view kLength = "\r\nContent-Length: ";
  const auto end = text.find("\r\n\r\n");
  if (end == std::string_view::npos) return 0;
  const auto length = text.substr(0, end).find(kLength);
  std::size_t bytes = 0;
  const char* const digits = text.data() + length + kLength.size();
  if (length == std::string_view::npos ||
      std::from_chars(digits, text.data() + end, bytes).ec != std::errc()) {
    fail("an answer without a length");
  }
  return end + 4 + bytes;
}

class OpenLoop {
 public:
  explicit OpenLoop(const Load& load)
      : load_(load), poll_(::epoll_create1(0)), connections_(load.connections) {
    for (std::size_t i = 0; i < connections_.size(); ++i) {
      connections_[i].socket = connected(load.port);
      epoll_event event{};
      event.events = EPOLLIN;
      event.data.u64 = i;
      if (::epoll_ctl(poll_, EPOLL_CTL_ADD, connections_[i].socket, &event) != 0) fail("cannot poll");
      idle_.push_back(i);
    }
  }

  /// Asks until the time is over and everything is answered.
  void run() {
    const auto start = Clock::now();
    const auto total = static_cast<std::size_t>(load_.rate * load_.seconds);
    std::size_t due = 0;
    while (took_.size() < total) {
      const auto now = Clock::now();
      for (; due < total && due_at(start, due) <= now; ++due) waiting_.push_back(due_at(start, due));
      while (!waiting_.empty() && !idle_.empty()) send_next();
      take_answers();
    }
  }

  void print() {
    std::sort(took_.begin(), took_.end());
    const auto percentile = [this](double part) {
      return static_cast<double>(
                 took_[static_cast<std::size_t>(static_cast<double>(took_.size() - 1) * part)]) /
             1e3;
    };
    std::printf("{\"requests\":%zu,\"refused\":%zu,\"p50\":%.0f,\"p99\":%.0f,\"p999\":%.0f,\"most\":%.0f}\n",
                took_.size(), refused_, percentile(0.5), percentile(0.99), percentile(0.999), percentile(1));
  }

 private:
  Clock::time_point due_at(Clock::time_point start, std::size_t number) const {
    return start + nanoseconds(static_cast<std::int64_t>(static_cast<double>(number) / load_.rate * 1e9));
  }

  void send_next() {
    Connection& connection = connections_[idle_.back()];
    idle_.pop_back();
    connection.due = waiting_.front();
    waiting_.pop_front();
    const std::string& request = load_.requests[sent_++ % load_.requests.size()];
    // It fits into the socket's buffer: nothing else is under way on it.
    if (::send(connection.socket, request.data(), request.size(), MSG_NOSIGNAL) !=
        static_cast<ssize_t>(request.size())) {
      fail("cannot send");
    }
  }

  void take_answers() {
    std::array<epoll_event, 256> events;
    const int count = ::epoll_wait(poll_, events.data(), static_cast<int>(events.size()), 0);
    for (int i = 0; i < count; ++i) take(events[static_cast<std::size_t>(i)].data.u64);
  }

  void take(std::size_t place) {
    Connection& connection = connections_[place];
    std::array<char, 65536> piece;
    const ssize_t got = ::recv(connection.socket, piece.data(), piece.size(), MSG_DONTWAIT);
    if (got <= 0) fail("the server has closed a connection");
    connection.answer.append(piece.data(), static_cast<std::size_t>(got));
    const std::size_t whole = answer_bytes(connection.answer);
    if (whole == 0 || connection.answer.size() < whole) return;
    if (connection.answer.compare(0, 12, "HTTP/1.1 200") != 0) ++refused_;
    connection.answer.clear();
    took_.push_back(std::chrono::duration_cast<nanoseconds>(Clock::now() - connection.due).count());
    idle_.push_back(place);
  }

  const Load& load_;
  const int poll_;
  std::vector<Connection> connections_;
  std::vector<std::size_t> idle_;
  std::deque<Clock::time_point> waiting_;  // due, and no connection was free
  std::vector<std::int64_t> took_;         // nanoseconds
  std::size_t sent_ = 0;
  std::size_t refused_ = 0;
};

std::vector<std::string> read_requests(const char* file, std::string_view separator) {
  std::ifstream in(file, std::ios::binary);
  const std::string all((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  std::vector<std::string> requests;
  for (std::size_t at = 0; at < all.size();) {
    const auto end = all.find(separator, at);
    if (end == std::string::npos) fail("the file does not end with the separator");
    requests.push_back(all.substr(at, end - at));
    at = end + separator.size();
  }
  if (requests.empty()) fail("the file holds no request");
  return requests;
}

}  // namespace

int main(int count, char** words) try {
  if (count != 7) fail("open_loop PORT REQUESTS_FILE SEPARATOR RATE SECONDS CONNECTIONS");
  const Load load{static_cast<std::uint16_t>(std::atoi(words[1])), read_requests(words[2], words[3]),
                  std::atof(words[4]), std::atof(words[5]), static_cast<unsigned>(std::atoi(words[6]))};
  OpenLoop loop(load);
  loop.run();
  loop.print();
  return 0;
} catch (const std::exception& error) {
  std::fprintf(stderr, "open_loop: %s\n", error.what());
  return 1;
}
