// Networks by address and prefix ("10.0.0.0/8"), to tell whether an address is one of them.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"

namespace presave::server::http {

/// An IPv4 or IPv6 address; IPv4 as IPv6 writes it (::ffff:a.b.c.d), so that both are one kind.
class Address {
 public:
  using Bytes = std::array<std::uint8_t, 16>;
  explicit Address(const Bytes& bytes) : bytes_(bytes) {}
  /// An address of four bytes.
  static Address v4(const std::array<std::uint8_t, 4>& bytes);
  /// Nothing when the text is no numeric address.
  static std::optional<Address> parse(std::string_view text);

  /// As people write it: "192.0.2.1", "2001:db8::1".
  std::string text() const;
  bool is_v4() const;
  const Bytes& bytes() const { return bytes_; }

 private:
  Bytes bytes_;
};

/// A list of networks.
class Networks {
 public:
  /// Each line an address, with or without the length of its prefix: "192.0.2.1", "10.0.0.0/8", "fd00::/8".
  static Result<Networks> parse(const std::vector<std::string>& lines);

  bool contains(const Address& address) const;
  bool empty() const { return networks_.empty(); }

 private:
  struct Network {
    Address address;
    unsigned prefix;  // in bits of the sixteen bytes
  };
  std::vector<Network> networks_;
};

}  // namespace presave::server::http
