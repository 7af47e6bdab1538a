// Sealing: what the store keeps of tokens is encrypted and authenticated (AES-256-GCM) with a key that the
// store never sees. A sealed value opens only at the place it was sealed for.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "server/crypto/secret.h"

namespace presave::server::crypto {

/// The keys in use. Threads may share one.
class KeyRing {
 public:
  /// Reads "ID:KEY" lines: an id of 1 to 32 letters, digits, '-' or '_', and 32 bytes in base64 (openssl rand
  /// -base64 32). The first line's key seals; all of them open, so a key is changed by putting a new one
  /// before the old one.
  static Result<KeyRing> from(const Secret& lines);

  /// `place` says where the value will stand, such as "tokens/00D.../005...": it is not kept, but must be the
  /// same when it is opened.
  Result<std::string> seal(const Secret& value, std::string_view place) const;
  /// kBadSignature when it was changed, stood elsewhere, or was sealed with a key that is not in the ring.
  Result<Secret> open(std::string_view sealed, std::string_view place) const;
  /// True when it was sealed with an older key: seal it anew.
  bool is_stale(std::string_view sealed) const;

 private:
  struct Key {
    std::string id;
    Secret bytes;
  };
  explicit KeyRing(std::vector<Key> keys) : keys_(std::move(keys)) {}
  static Result<Key> read_key(std::string_view line);
  std::vector<Key> keys_;  // newest first
};

}  // namespace presave::server::crypto
