#include "server/http/proxy_protocol.h"

#include <algorithm>
#include <array>

#include "server/http/limits.h"

namespace presave::server::http {
namespace {

using State = ProxyHeader::State;

constexpr std::string_view kSignature("\r\n\r\n\0\r\nQUIT\n", 12);  // how version 2 begins
constexpr std::string_view kWord = "PROXY ";                        // how version 1 begins
constexpr std::size_t kShortestLine = 15;                           // "PROXY UNKNOWN" and its line end
constexpr std::size_t kLongestLine = 107;
constexpr std::size_t kFixedBytes = 16;  // of version 2, before the addresses

ProxyHeader refused() {
  return {State::kRefused, 0, std::nullopt};
}

ProxyHeader needs(std::size_t bytes) {
  return {State::kIncomplete, bytes, std::nullopt};
}

ProxyHeader from(std::optional<Address> address) {
  return {State::kComplete, 0, address};
}

std::string_view take_word(std::string_view& rest) {
  const auto end = rest.find(' ');
  const std::string_view word = rest.substr(0, end);
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  return word;
}

bool is_port(std::string_view text) {
  return !text.empty() && text.size() <= 5 && text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// "PROXY TCP4 192.0.2.1 192.0.2.2 56324 443" and its line end.
ProxyHeader read_line(std::string_view received) {
  const auto end = received.find("\r\n");
  if (end == std::string_view::npos) {
    return received.size() < kLongestLine ? needs(std::max(kShortestLine, received.size() + 1)) : refused();
  }
  if (end + 2 != received.size()) return refused();
  std::string_view rest = received.substr(kWord.size(), end - kWord.size());
  const std::string_view kind = take_word(rest);
  if (kind == "UNKNOWN") return from(std::nullopt);
  if (kind != "TCP4" && kind != "TCP6") return refused();
  const auto source = Address::parse(take_word(rest));
  const auto destination = Address::parse(take_word(rest));
  const bool ports = is_port(take_word(rest)) && is_port(rest);
  if (!source || !destination || !ports || (kind == "TCP4" && !source->is_v4())) return refused();
  return from(source);
}

std::uint8_t byte_at(std::string_view text, std::size_t place) {
  return static_cast<std::uint8_t>(text[place]);
}

template <std::size_t kSize>
std::array<std::uint8_t, kSize> bytes_at(std::string_view text, std::size_t place) {
  std::array<std::uint8_t, kSize> bytes{};
  for (std::size_t i = 0; i < kSize; ++i) bytes[i] = byte_at(text, place + i);
  return bytes;
}

/// Signature, version and command, family and transport, length, addresses, and more that is passed over.
ProxyHeader read_binary(std::string_view received) {
  if (received.size() < kFixedBytes) return needs(kFixedBytes);
  const std::size_t length = (std::size_t{byte_at(received, 14)} << 8u) + byte_at(received, 15);
  const std::size_t total = kFixedBytes + length;
  if (total > limits::kProxyHeaderBytes || received.size() > total) return refused();
  if (received.size() < total) return needs(total);
  const unsigned command = byte_at(received, 12);
  if (command == 0x20) return from(std::nullopt);  // LOCAL: the proxy itself, asking whether we are well
  if (command != 0x21) return refused();
  switch (byte_at(received, 13)) {
    case 0x11:  // TCP over IPv4: two addresses, two ports
      if (length < 12) return refused();
      return from(Address::v4(bytes_at<4>(received, kFixedBytes)));
    case 0x21:  // TCP over IPv6
      if (length < 36) return refused();
      return from(Address(bytes_at<16>(received, kFixedBytes)));
    case 0x00:  // not told
      return from(std::nullopt);
    default:
      return refused();
  }
}

bool begins_like(std::string_view received, std::string_view beginning) {
  const std::size_t common = std::min(received.size(), beginning.size());
  return received.substr(0, common) == beginning.substr(0, common);
}

}  // namespace

ProxyHeader read_proxy_header(std::string_view received) {
  if (received.empty()) return needs(kShortestLine);
  if (begins_like(received, kWord)) {
    return received.size() < kShortestLine ? needs(kShortestLine) : read_line(received);
  }
  if (begins_like(received, kSignature)) return read_binary(received);
  return refused();
}

}  // namespace presave::server::http
