#include "server/http/networks.h"

#include <arpa/inet.h>

#include <algorithm>

namespace presave::server::http {
namespace {

constexpr unsigned kV4Prefix = 96;  // bits before an IPv4 address among the sixteen bytes
constexpr std::size_t kLongestText = INET6_ADDRSTRLEN;

Fault no_network(const std::string& line) {
  return {FaultCode::kBadConfiguration, line,
          "not a network; write it like 10.0.0.0/8, 192.0.2.1 or fd00::/8"};
}

/// A decimal number of at most three digits.
std::optional<unsigned> small_number(std::string_view text) {
  if (text.empty() || text.size() > 3) return std::nullopt;
  unsigned number = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    number = number * 10 + static_cast<unsigned>(c - '0');
  }
  return number;
}

bool same_bits(const Address::Bytes& a, const Address::Bytes& b, unsigned bits) {
  const std::size_t whole = bits / 8;
  if (!std::equal(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(whole), b.begin())) return false;
  const unsigned rest = bits % 8;
  return rest == 0 || ((a[whole] ^ b[whole]) >> (8 - rest)) == 0;
}

}  // namespace

Address Address::v4(const std::array<std::uint8_t, 4>& bytes) {
  Bytes all{};
  all[10] = all[11] = 0xFF;
  std::copy(bytes.begin(), bytes.end(), all.begin() + kV4Prefix / 8);
  return Address(all);
}

std::optional<Address> Address::parse(std::string_view text) {
  if (text.size() >= kLongestText) return std::nullopt;
  const std::string terminated(text);
  if (terminated.find('\0') != std::string::npos) return std::nullopt;
  std::array<std::uint8_t, 4> four{};
  if (inet_pton(AF_INET, terminated.c_str(), four.data()) == 1) return v4(four);
  Bytes sixteen{};
  if (inet_pton(AF_INET6, terminated.c_str(), sixteen.data()) == 1) return Address(sixteen);
  return std::nullopt;
}

bool Address::is_v4() const {
  const Bytes beginning = v4({}).bytes_;
  return same_bits(bytes_, beginning, kV4Prefix);
}

std::string Address::text() const {
  std::array<char, kLongestText> text{};
  const bool four = is_v4();
  const void* from = four ? bytes_.data() + kV4Prefix / 8 : bytes_.data();
  return inet_ntop(four ? AF_INET : AF_INET6, from, text.data(), text.size());
}

Result<Networks> Networks::parse(const std::vector<std::string>& lines) {
  Networks networks;
  for (const std::string& line : lines) {
    const auto slash = line.find('/');
    const auto address = Address::parse(std::string_view(line).substr(0, slash));
    if (!address) return no_network(line);
    const unsigned most = address->is_v4() ? 32 : 128;
    const auto prefix =
        slash == std::string::npos ? most : small_number(std::string_view(line).substr(slash + 1));
    if (!prefix || *prefix > most) return no_network(line);
    networks.networks_.push_back({*address, *prefix + (128 - most)});
  }
  return networks;
}

bool Networks::contains(const Address& address) const {
  return std::any_of(networks_.begin(), networks_.end(), [&](const Network& network) {
    return same_bits(network.address.bytes(), address.bytes(), network.prefix);
  });
}

}  // namespace presave::server::http
