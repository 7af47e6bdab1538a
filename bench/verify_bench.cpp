// What verifying a signed request costs beside the HMAC-SHA256 of its text, which nothing that believes it
// can spare. Both take in the key beforehand. `in_full` decodes the envelope and reads the context as well.
//   cmake --preset release -DPRESAVE_BENCH=ON && cmake --build --preset release --target verify_bench
//   build/release/bench/verify_bench --benchmark_repetitions=9 --benchmark_enable_random_interleaving=true
#include <benchmark/benchmark.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/canvas/signed_request.h"
#include "server/crypto/base64.h"
#include "server/crypto/hash.h"

namespace {

using presave::server::canvas::Verifier;
using presave::server::crypto::Secret;
namespace crypto = presave::server::crypto;

constexpr std::string_view kSecret = "consumer-secret-of-the-race";
constexpr std::size_t kFilling = 1800;  // bytes of parameters, which make it 3.4 KB

/// As bench/server/bodies.mjs writes it.
std::string envelope() {
  return R"({"algorithm":"HMACSHA256","issuedAt":0,"userId":"005000000000001AAA","client":{"oauthToken":")" +
         std::string(112, '0') +
         R"(","instanceUrl":"https://example.my.salesforce.com","targetOrigin":"https://example.lightning.force.com"},)"
         R"("context":{"user":{"userId":"005000000000001AAA","fullName":"Zoë Example","language":"en_US",)"
         R"("locale":"en_US","timeZone":"Europe/Berlin"},"organization":{"organizationId":"00D000000000001EAA",)"
         R"("name":"Example"},"environment":{"parameters":{"number":1,"filling":")" +
         std::string(kFilling, 'a') + R"("},"displayLocation":"PageLayout"}}})";
}

std::string content() {
  return crypto::encode_base64_url(envelope());
}

void in_full(benchmark::State& state) {
  std::vector<Secret> secrets;
  secrets.emplace_back(std::string(kSecret));
  const auto verifier = Verifier::with(std::move(secrets));
  const std::string text = content();
  const auto mac = crypto::hmac_sha256(Secret(std::string(kSecret)), text);
  if (!verifier || !mac) return state.SkipWithError("OpenSSL refuses");
  const std::string signed_request = crypto::encode_base64_url(*mac) + "." + text;
  for (auto _ : state) {
    const auto verified = verifier->verify(signed_request);
    if (!verified) return state.SkipWithError(verified.fault().text().c_str());
    benchmark::DoNotOptimize(verified->context.user_id.data());
  }
  state.counters["bytes"] = static_cast<double>(signed_request.size());
}
BENCHMARK(in_full);

void hmac_alone(benchmark::State& state) {
  const std::unique_ptr<EVP_MAC, decltype(&EVP_MAC_free)> hmac(
      EVP_MAC_fetch(nullptr, OSSL_MAC_NAME_HMAC, nullptr), EVP_MAC_free);
  const std::unique_ptr<EVP_MAC_CTX, decltype(&EVP_MAC_CTX_free)> context(EVP_MAC_CTX_new(hmac.get()),
                                                                          EVP_MAC_CTX_free);
  char digest[] = "SHA256";
  const std::array<OSSL_PARAM, 2> parameters = {
      OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0), OSSL_PARAM_construct_end()};
  const auto bytes_of = [](std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
  };
  if (EVP_MAC_init(context.get(), bytes_of(kSecret), kSecret.size(), parameters.data()) != 1) {
    return state.SkipWithError("OpenSSL refuses");
  }
  const std::string text = content();
  std::array<unsigned char, 32> mac{};
  std::size_t size = 0;
  for (auto _ : state) {
    // Without a key the context begins anew with the one it has.
    EVP_MAC_init(context.get(), nullptr, 0, nullptr);
    EVP_MAC_update(context.get(), bytes_of(text), text.size());
    EVP_MAC_final(context.get(), mac.data(), &size, mac.size());
    benchmark::DoNotOptimize(mac.data());
  }
}
BENCHMARK(hmac_alone);

}  // namespace
