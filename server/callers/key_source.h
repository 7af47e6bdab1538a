// Where the keys of a caller's tokens come from: files that the setup named, or a key set that the issuer
// publishes and exchanges now and then.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "server/jose/public_key.h"
#include "server/outbound/client.h"

namespace presave::server::callers {

/// Keys that do not change while they are used.
using Keys = std::shared_ptr<const std::vector<jose::PublicKey>>;

/// Threads may share one.
class KeySource {
 public:
  virtual ~KeySource() = default;
  /// The keys of now. `key_id` is the one that is looked for: an unknown one may be a reason to look again.
  virtual Result<Keys> keys(std::string_view key_id) = 0;
  /// True when keys() answers now without waiting for anybody.
  virtual bool at_hand(std::string_view key_id) const = 0;
};
using KeySourcePointer = std::shared_ptr<KeySource>;

/// Keys from files.
class FixedKeys final : public KeySource {
 public:
  explicit FixedKeys(std::vector<jose::PublicKey> keys)
      : keys_(std::make_shared<const std::vector<jose::PublicKey>>(std::move(keys))) {}
  Result<Keys> keys(std::string_view) override { return keys_; }
  bool at_hand(std::string_view) const override { return true; }

 private:
  Keys keys_;
};

/// Keys from an address. They are asked for anew after limits::kKeySetAge, or when a token names a key that
/// is not among them, but never more often than every limits::kKeySetPause. Where that fails the last good
/// ones stay.
class RemoteKeys final : public KeySource {
 public:
  using Clock = std::function<std::chrono::steady_clock::time_point()>;

  /// `url` is https, and was checked to be one that may be called.
  RemoteKeys(std::string url, std::shared_ptr<outbound::Client> client, Clock clock)
      : url_(std::move(url)), client_(std::move(client)), clock_(std::move(clock)) {}

  /// May wait for the issuer.
  Result<Keys> keys(std::string_view key_id) override;
  bool at_hand(std::string_view key_id) const override;

 private:
  bool should_ask(std::string_view key_id) const;
  Result<Keys> ask();

  const std::string url_;
  const std::shared_ptr<outbound::Client> client_;
  const Clock clock_;
  std::mutex asking_;  // held while the issuer is asked: one at a time
  mutable std::mutex mutex_;
  Keys last_good_;
  std::chrono::steady_clock::time_point got_;
  std::optional<std::chrono::steady_clock::time_point> tried_;
};

}  // namespace presave::server::callers
