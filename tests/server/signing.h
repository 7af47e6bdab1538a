// What several tests need: the golden signed request, and signing of altered envelopes (checked against the
// golden one, which another program signed).
#pragma once

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

namespace presave::server::testing {

inline std::string data_file(const std::string& name) {
  std::ifstream in(std::string(PRESAVE_TEST_DATA) + "/" + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

inline std::string base64(std::string_view bytes) {
  std::string out((bytes.size() + 2) / 3 * 4 + 1, '\0');  // OpenSSL ends it with a NUL
  const int length =
      EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                      reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
  out.resize(static_cast<std::size_t>(length));
  return out;
}

inline std::string hmac(std::string_view secret, std::string_view message) {
  std::string out(32, '\0');
  HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()),
       reinterpret_cast<const unsigned char*>(message.data()), message.size(),
       reinterpret_cast<unsigned char*>(out.data()), nullptr);
  return out;
}

/// A signed request over a content that may be anything.
inline std::string sign_content(std::string_view secret, const std::string& content) {
  return base64(hmac(secret, content)) + "." + content;
}

inline std::string sign(std::string_view secret, std::string_view envelope) {
  return sign_content(secret, base64(envelope));
}

inline std::string secret() {
  return data_file("consumer_secret.txt");
}
inline std::string envelope() {
  return data_file("envelope.json");
}
inline std::string signed_request() {
  return data_file("signed_request.txt");
}

}  // namespace presave::server::testing
