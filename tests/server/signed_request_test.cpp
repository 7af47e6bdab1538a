// Signed requests: what fits, and everything that must not.
#include "server/canvas/signed_request.h"

#include <gtest/gtest.h>

#include <cctype>

#include "server/crypto/base64.h"
#include "server/http/limits.h"
#include "tests/server/signing.h"

namespace presave::server::canvas {
namespace {

using namespace presave::server::testing;

Verifier verifier(const std::vector<std::string>& texts = {secret()}) {
  std::vector<crypto::Secret> secrets;
  for (const std::string& text : texts) secrets.emplace_back(text);
  auto made = Verifier::with(std::move(secrets));
  EXPECT_TRUE(made) << made.fault().text();
  return std::move(*made);
}

void expect_refused(std::string_view signed_request, FaultCode code = FaultCode::kBadSignature) {
  const auto result = verifier().verify(signed_request);
  ASSERT_FALSE(result) << signed_request.substr(0, 80);
  EXPECT_EQ(result.fault().code, code) << result.fault().text();
}

TEST(Secret, MovesAndLeavesNothingBehind) {
  crypto::Secret first("short");
  const char* const bytes = first.reveal_for_cryptography().data();
  crypto::Secret second(std::move(first));
  EXPECT_EQ(second.reveal_for_cryptography(), "short");
  EXPECT_EQ(second.reveal_for_cryptography().data(), bytes);  // the bytes themselves moved: there is no copy
  crypto::Secret third("another one");
  third = std::move(second);
  EXPECT_EQ(third.reveal_for_cryptography(), "short");
}

TEST(SignedRequest, AcceptsWhatAnotherProgramSigned) {
  const auto verified = verifier().verify(signed_request());
  ASSERT_TRUE(verified) << verified.fault().text();
  EXPECT_EQ(verified->envelope, envelope());
  EXPECT_EQ(verified->secret, 0u);
  EXPECT_EQ(verified->signature.size(), 32u);
}

TEST(SignedRequest, TheTestsOwnSignerAgreesWithTheOtherProgram) {
  EXPECT_EQ(sign(secret(), envelope()), signed_request());
}

TEST(SignedRequest, ReadsTheContext) {
  const auto verified = verifier().verify(signed_request());
  ASSERT_TRUE(verified);
  const CanvasContext& context = verified->context;
  EXPECT_EQ(context.user_id, "005000000000001AAA");
  EXPECT_EQ(context.user_name, "zoé@example.test");
  EXPECT_EQ(context.organization_id, "00D000000000001AAA");
  EXPECT_EQ(context.organization_name, "Größe & Söhne");
  EXPECT_EQ(context.locale, "de_DE");
  EXPECT_EQ(context.time_zone, "Europe/Berlin");
  EXPECT_EQ(context.instance_url, "https://example.my.salesforce.com");
  EXPECT_EQ(context.target_origin, "https://example.lightning.force.com");
}

TEST(SignedRequest, RefusesOneChangedByteAnywhere) {
  const std::string genuine = signed_request();
  const Verifier checks = verifier();
  for (std::size_t i = 0; i < genuine.size(); ++i) {
    for (const char other : {'A', 'b', '0', '+', '-', '=', '.', ' ', '\0', '\x80'}) {
      if (genuine[i] == other) continue;
      std::string changed = genuine;
      changed[i] = other;
      const auto result = checks.verify(changed);
      ASSERT_FALSE(result) << "byte " << i << " changed to " << static_cast<int>(other);
      ASSERT_EQ(result.fault().code, FaultCode::kBadSignature) << "byte " << i;
    }
  }
}

TEST(SignedRequest, RefusesOneByteMoreOrLess) {
  const std::string genuine = signed_request();
  for (std::size_t i = 0; i < genuine.size(); i += 7) {
    std::string shorter = genuine;
    shorter.erase(i, 1);
    expect_refused(shorter);
    std::string longer = genuine;
    longer.insert(i, 1, 'A');
    expect_refused(longer);
  }
  expect_refused(genuine + "=");
  expect_refused(genuine + "\n");
}

TEST(SignedRequest, RefusesWhatHasNoSignature) {
  expect_refused("");
  expect_refused(".");
  expect_refused("no dot at all");
  expect_refused("." + base64(envelope()));
  expect_refused(base64(envelope()));
  expect_refused(base64(std::string(31, 'x')) + "." + base64(envelope()));
  expect_refused(base64(std::string(33, 'x')) + "." + base64(envelope()));
}

TEST(SignedRequest, SplitsAtTheFirstDot) {
  // Signed as a whole, so the signature fits; but a dot is not base64.
  expect_refused(sign_content(secret(), base64(envelope()) + ".more"), FaultCode::kWrongShape);
}

TEST(SignedRequest, RefusesTheWrongSecret) {
  const auto result = verifier({"another secret"}).verify(signed_request());
  ASSERT_FALSE(result);
  EXPECT_EQ(result.fault().code, FaultCode::kBadSignature);
}

TEST(SignedRequest, TakesAnyOfSeveralSecretsAndSaysWhich) {
  const Verifier both = verifier({"the new one", secret()});
  const auto old = both.verify(signed_request());
  ASSERT_TRUE(old);
  EXPECT_EQ(old->secret, 1u);
  const auto young = both.verify(sign("the new one", envelope()));
  ASSERT_TRUE(young);
  EXPECT_EQ(young->secret, 0u);
}

TEST(SignedRequest, OffersOnlyOneAlgorithm) {
  for (const std::string name : {"HMACSHA1", "HMACMD5", "none", "hmacsha256", ""}) {
    expect_refused(sign(secret(), R"({"algorithm":")" + name + R"(","userId":"005"})"),
                   FaultCode::kWrongShape);
  }
  expect_refused(sign(secret(), R"({"userId":"005"})"), FaultCode::kWrongShape);
  expect_refused(sign(secret(), R"({"algorithm":null,"userId":"005"})"), FaultCode::kWrongShape);
  expect_refused(sign(secret(), R"({"algorithm":["HMACSHA256"],"userId":"005"})"), FaultCode::kWrongShape);
}

TEST(SignedRequest, LooksAtTheSignatureBeforeTheContent) {
  // Not JSON, not even base64: with a wrong signature nobody learns that.
  expect_refused(sign_content("wrong", "%%%"));
  expect_refused(sign_content("wrong", base64("not json")));
  expect_refused(sign_content(secret(), "%%%"), FaultCode::kWrongShape);
  expect_refused(sign_content(secret(), base64("not json")), FaultCode::kMalformedJson);
  expect_refused(sign(secret(), "\xff\xfe"), FaultCode::kMalformedJson);
  expect_refused(sign(secret(), "[]"), FaultCode::kWrongShape);
}

TEST(SignedRequest, NeedsAUserAndTheRightKinds) {
  expect_refused(sign(secret(), R"({"algorithm":"HMACSHA256"})"), FaultCode::kWrongShape);
  expect_refused(sign(secret(), R"({"algorithm":"HMACSHA256","userId":5})"), FaultCode::kWrongShape);
  expect_refused(sign(secret(), R"({"algorithm":"HMACSHA256","userId":"005","client":{"instanceUrl":[]}})"),
                 FaultCode::kWrongShape);
  expect_refused(
      sign(secret(), R"({"algorithm":"HMACSHA256","userId":"005","context":{"user":{"email":{}}}})"),
      FaultCode::kWrongShape);
}

TEST(SignedRequest, ReadsWhenItWasIssued) {
  const auto issued = [](std::string_view said) {
    const auto request = verifier().verify(
        sign(secret(), R"({"algorithm":"HMACSHA256","userId":"005","issuedAt":)" + std::string(said) + "}"));
    return request ? request->context.issued_ms.value_or(0) : -1;
  };
  EXPECT_EQ(issued("1700000000"), 1'700'000'000'000);
  EXPECT_EQ(issued("1700000000123"), 1'700'000'000'123);
  EXPECT_EQ(issued("0"), 0);
  EXPECT_EQ(issued("null"), 0);
  for (const char* const wrong : {"-1", "1.5", "1e9", "99999999999999999999", "\"1700000000\"", "true"}) {
    EXPECT_EQ(issued(wrong), -1) << wrong;
  }
}

TEST(SignedRequest, EverythingElseMayBeAbsentOrNullOrUnknown) {
  const auto bare = verifier().verify(sign(secret(), R"({"algorithm":"HMACSHA256","userId":"005"})"));
  ASSERT_TRUE(bare) << bare.fault().text();
  EXPECT_EQ(bare->context.organization_id, "");
  EXPECT_EQ(bare->context.globals, R"({"$User":{"Id":"005"}})");
  EXPECT_TRUE(verifier().verify(sign(
      secret(),
      R"({"algorithm":"HMACSHA256","userId":"005","new":{"a":[1]},"client":null,"context":{"user":null}})")));
}

TEST(SignedRequest, BoundsNesting) {
  const auto nested = [](std::size_t levels) {
    // the document itself is the first level
    return sign(secret(), R"({"algorithm":"HMACSHA256","userId":"005","x":)" + std::string(levels - 1, '[') +
                              std::string(levels - 1, ']') + "}");
  };
  EXPECT_TRUE(verifier().verify(nested(64)));
  expect_refused(nested(65), FaultCode::kTooLarge);
  expect_refused(nested(50'000), FaultCode::kTooLarge);
}

TEST(SignedRequest, BoundsSize) {
  std::string at_the_bound = sign_content(secret(), std::string(limits::kSignedRequestBytes - 45, 'A'));
  ASSERT_EQ(at_the_bound.size(), limits::kSignedRequestBytes);
  expect_refused(at_the_bound, FaultCode::kMalformedJson);  // read, and it is NUL bytes
  expect_refused(at_the_bound + "A");                       // not even looked at
}

TEST(SignedRequest, ReadsEitherAlphabetAndMissingPaddingOfTheSignature) {
  // A secret whose signature over this content has both characters that the alphabets spell differently.
  std::string genuine = signed_request();
  std::string by = secret();
  for (int i = 0; genuine.find('+') > 43 || genuine.find('/') > 43; ++i) {
    by = "secret " + std::to_string(i);
    genuine = sign(by, envelope());
  }
  const Verifier checks = verifier({by});
  ASSERT_TRUE(checks.verify(genuine));
  const auto dot = genuine.find('.');
  std::string url = genuine;
  for (std::size_t i = 0; i < dot; ++i) url[i] = url[i] == '+' ? '-' : url[i] == '/' ? '_' : url[i];
  EXPECT_TRUE(checks.verify(url)) << "URL-safe alphabet";
  std::string mixed = genuine;
  mixed[mixed.find('+')] = '-';
  EXPECT_FALSE(checks.verify(mixed)) << "mixed alphabets";
  std::string bare = genuine;
  bare.erase(bare.find('='), 1);
  EXPECT_TRUE(checks.verify(bare)) << "without padding";
  std::string spaced = genuine;
  spaced[spaced.find('+')] = ' ';
  EXPECT_FALSE(checks.verify(spaced)) << "a raw space is not repaired";
}

TEST(SignedRequest, RefusesUnusableSecrets) {
  EXPECT_FALSE(Verifier::with({}));
  const auto with = [](std::size_t count, std::size_t size) {
    std::vector<crypto::Secret> secrets;
    for (std::size_t i = 0; i < count; ++i) secrets.emplace_back(std::string(size, 'x'));
    return static_cast<bool>(Verifier::with(std::move(secrets)));
  };
  EXPECT_FALSE(with(1, 0));
  EXPECT_TRUE(with(1, limits::kSecretBytes));
  EXPECT_FALSE(with(1, limits::kSecretBytes + 1));
  EXPECT_TRUE(with(limits::kSecrets, 10));
  EXPECT_FALSE(with(limits::kSecrets + 1, 10));
}

TEST(Base64, DecodesOneSpellingOnly) {
  EXPECT_EQ(crypto::decode_base64(""), "");
  EXPECT_EQ(crypto::decode_base64("Zg=="), "f");
  EXPECT_EQ(crypto::decode_base64("Zg"), "f");
  EXPECT_EQ(crypto::decode_base64("Zm8="), "fo");
  EXPECT_EQ(crypto::decode_base64("Zm9v"), "foo");
  EXPECT_EQ(crypto::decode_base64("+/+/"), crypto::decode_base64("-_-_"));
  for (const char* wrong : {"Zg=", "Zg===", "Z", "Z===", "====", "Zm9v=", "Zm8==", "Zh==", "Zh",
                            "Zm9=", "Z g=", "Zg==\n", "+-+-", "Zm9v\xC3", "Zm=v"}) {
    EXPECT_EQ(crypto::decode_base64(wrong), std::nullopt) << wrong;
  }
}

TEST(Base64, RefusesForeignBytesAtEachPlace) {
  for (int byte = 0; byte < 256; ++byte) {
    const char c = static_cast<char>(byte);
    if (c == '=') continue;  // padding, where it stands last
    const bool known = std::isalnum(byte) != 0 || std::string_view("+/-_").find(c) != std::string_view::npos;
    for (std::size_t at = 0; at < 8; ++at) {
      std::string text = "AAAAAAAA";
      text[at] = c;
      EXPECT_EQ(crypto::decode_base64(text).has_value(), known) << byte << " at " << at;
    }
  }
}

TEST(Base64, ReadsWhatItWrites) {
  std::string bytes;
  for (int i = 0; i < 300; ++i) {
    EXPECT_EQ(crypto::decode_base64(crypto::encode_base64_url(bytes)), bytes);
    EXPECT_EQ(crypto::decode_base64(base64(bytes)), bytes);
    bytes += static_cast<char>(i * 37);
  }
}

}  // namespace
}  // namespace presave::server::canvas
