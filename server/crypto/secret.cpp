#include "server/crypto/secret.h"

#include <openssl/crypto.h>

#include <utility>

namespace presave::server::crypto {

Secret::Secret(std::string text) : bytes_(text.begin(), text.end()) {
  OPENSSL_cleanse(text.data(), text.size());
}

Secret& Secret::operator=(Secret&& other) noexcept {
  if (this != &other) {
    wipe();
    bytes_ = std::move(other.bytes_);
  }
  return *this;
}

Secret::~Secret() {
  wipe();
}

void Secret::wipe() {
  OPENSSL_cleanse(bytes_.data(), bytes_.size());
  bytes_.clear();
}

}  // namespace presave::server::crypto
