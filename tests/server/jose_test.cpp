// Signed tokens: the RFCs' own examples, what this server signs itself, and everything that must not pass.
#include <gtest/gtest.h>

#include "server/crypto/base64.h"
#include "server/http/limits.h"
#include "server/jose/claims.h"
#include "server/jose/jwks.h"
#include "server/jose/jws.h"
#include "server/jose/sign.h"
#include "tests/server/key_files.h"

namespace presave::server::jose {
namespace {

using namespace presave::server::testing;
using crypto::encode_base64_url;

// RFC 7515, appendices A.2 and A.3: the same payload, signed with RS256 and with ES256.
const std::string kPayload =
    "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
const std::string kRs256 =
    "eyJhbGciOiJSUzI1NiJ9." + kPayload +
    ".cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_"
    "O8W2Fp5jujGbds9uJdbF9CU"
    "Ar7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_"
    "eSN9383LcOLn6_dO"
    "--xi12jzDwusC-"
    "eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN"
    "_IoypGlUPQGe77Rw";
const std::string kEs256 =
    "eyJhbGciOiJFUzI1NiJ9." + kPayload +
    ".DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";
const std::string kRsaNumbers =
    R"("kty":"RSA","e":"AQAB","n":"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPME)"
    R"(zP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUs)"
    R"(LA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaG)"
    R"(Nj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ")";
const std::string kPointNumbers =
    R"("kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",)"
    R"("y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0")";

// RFC 7520, section 4.1: a header with a key id, and a payload that is no JSON.
const std::string kHobbit =
    "eyJhbGciOiJSUzI1NiIsImtpZCI6ImJpbGJvLmJhZ2dpbnNAaG9iYml0b24uZXhhbXBsZSJ9."
    "SXTigJlzIGEgZGFuZ2Vyb3VzIGJ1c2luZXNzLCBGcm9kbywgZ29pbmcgb3V0IHlvdXIgZG9vci4gWW91IHN0ZXAgb250byB0aGUgcm9h"
    "ZCwgY"
    "W5kIGlmIHlvdSBkb24ndCBrZWVwIHlvdXIgZmVldCwgdGhlcmXigJlzIG5vIGtub3dpbmcgd2hlcmUgeW91IG1pZ2h0IGJlIHN3ZXB0I"
    "G9mZi"
    "B0by4."
    "MRjdkly7_-"
    "oTPTS3AXP41iQIGKa80A0ZmTuV5MEaHoxnW2e5CZ5NlKtainoFmKZopdHM1O2U4mwzJdQx996ivp83xuglII7PNDi84wnB-BDko"
    "BwA78185hX-Es4JIwmDLJK3lfWRa-XtL0RnltuYv746iYTh_"
    "qHRD68BNt1uSNCrUCTJDt5aAE6x8wW1Kt9eRo4QPocSadnHXFxnt8Is9UzpER"
    "V0ePPQdLuW3IS_de3xyIrDaLGdjluPxUAhb6L2aXic1U12podGU0KLUQSE_oI-ZnmKJ3F4uOZDnd6QZWJushZ41Axf_"
    "fcIe8u9ipH84ogoree"
    "7vjbU5y18kDquDg";
const std::string kHobbitKey =
    R"({"keys":[{"kty":"RSA","kid":"bilbo.baggins@hobbiton.example","use":"sig","n":"n4EPtAOCc9AlkeQHPzHStgAbgs7bTZLwUB)"
    R"(ZdR8_KuKPEHLd4rHVTeT-O-XV2jRojdNhxJWTDvNd7nqQ0VEiZQHz_AJmSCpMaJMRBSFKrKb2wqVwGU_NsYOYL-QtiWN2lbzcEe6XC0dApr5y)"
    R"(dQLrHqkHHig3RBordaZ6Aj-oBHqFEHYpPe7Tpe-OfVfHd1E6cS6M1FZcD1NNLYD5lFHpPI9bTwJlsde3uhGqC0ZCuEHg8lhzwOHrtIQbS0FVb)"
    R"(b9k3-tVTU4fg_3L_vniUFAKwuCLqKnS2BYwdq_mzSnbLY7h_qixoR7jig3__kRhuaxwUkRz5iaiQkqgc5gHdrNP5zw","e":"AQAB"}]})";

std::vector<PublicKey> keys_of(const std::string& members) {
  const auto keys = read_key_set(R"({"keys":[{)" + members + "}]}");
  EXPECT_TRUE(keys) << (keys ? "" : keys.fault().text());
  return keys ? *keys : std::vector<PublicKey>();
}

Result<std::string> verified(std::string_view token, const std::vector<PublicKey>& keys) {
  const auto parts = take_apart(token);
  if (!parts) return parts.fault();
  return verify(*parts, keys);
}

/// A token with a header and a signature that may be anything.
std::string token_of(std::string_view header, std::string_view payload = "{}",
                     std::string_view signature = "x") {
  return encode_base64_url(header) + "." + encode_base64_url(payload) + "." + encode_base64_url(signature);
}

TEST(Jws, VerifiesTheExamplesOfTheRfcs) {
  const std::string payload =
      "{\"iss\":\"joe\",\r\n \"exp\":1300819380,\r\n \"http://example.com/is_root\":true}";
  const auto rsa = verified(kRs256, keys_of(kRsaNumbers));
  ASSERT_TRUE(rsa) << rsa.fault().text();
  EXPECT_EQ(*rsa, payload);
  const auto elliptic = verified(kEs256, keys_of(kPointNumbers));
  ASSERT_TRUE(elliptic) << elliptic.fault().text();
  EXPECT_EQ(*elliptic, payload);
  const auto hobbit = verified(kHobbit, *read_key_set(kHobbitKey));
  ASSERT_TRUE(hobbit) << hobbit.fault().text();
  EXPECT_EQ(hobbit->substr(hobbit->size() - 16), "be swept off to.") << *hobbit;
}

TEST(Jws, RefusesEveryChangeOfOneCharacter) {
  const std::vector<PublicKey> keys = keys_of(kPointNumbers);
  for (std::size_t i = 0; i < kEs256.size(); ++i) {
    std::string changed = kEs256;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(verified(changed, keys)) << "at " << i;
  }
}

TEST(Jws, TheKeySaysTheAlgorithm) {
  const KeyFiles files = rsa_files();
  const auto rs256 = SigningKey::from_pem(files.secret(), Algorithm::kRs256);
  const auto ps256 = SigningKey::from_pem(files.secret(), Algorithm::kPs256);
  ASSERT_TRUE(rs256 && ps256);
  const auto token = rs256->sign("{}");
  ASSERT_TRUE(token);
  EXPECT_TRUE(verified(*token, {rs256->public_key()}));
  EXPECT_FALSE(verified(*token, {ps256->public_key()})) << "one RSA key serves one algorithm";
  EXPECT_FALSE(verified(*ps256->sign("{}"), {rs256->public_key()}));
  EXPECT_TRUE(verified(*ps256->sign("{}"), {ps256->public_key()}));

  // The trick of old: the public key's text as the secret of a MAC, or no signature at all.
  for (const char* name : {"HS256", "none", "NONE", "nOnE", "RS384", "rs256", ""}) {
    const auto parts = take_apart(token_of(std::string(R"({"alg":")") + name + "\"}"));
    ASSERT_FALSE(parts) << name;
    EXPECT_NE(parts.fault().detail.find("RS256"), std::string::npos) << parts.fault().text();
  }
}

TEST(Jws, RefusesHeadersThatAskForMore) {
  EXPECT_TRUE(take_apart(token_of(R"({"alg":"RS256","typ":"JWT","x5t":"ignored","jwk":{"kty":"RSA"}})")))
      << "a key in the header is not looked at";
  for (const char* header :
       {R"({"alg":"RS256","crit":["exp"]})", R"({"alg":"RS256","crit":[]})", R"({"alg":"RS256","b64":false})",
        R"({"alg":["RS256"]})", R"({"alg":"RS256","kid":1})", R"({"alg":"RS256","alg":"RS256"})",
        R"(["RS256"])", "", "{}"}) {
    EXPECT_FALSE(take_apart(token_of(header))) << header;
  }
}

TEST(Jws, RefusesOtherSpellings) {
  const std::vector<PublicKey> keys = keys_of(kPointNumbers);
  for (const std::string& token : {kEs256 + "=", kEs256 + "==", kEs256 + ".", "." + kEs256, kEs256 + " ",
                                   " " + kEs256, std::string("a.b"), std::string(".."), std::string(),
                                   kEs256.substr(0, kEs256.rfind('.') + 1), kEs256 + "A"}) {
    EXPECT_FALSE(verified(token, keys)) << token;
  }
  // The last character holds four bits that do not count; were they not 0, there would be many spellings.
  std::string twin = kEs256;
  twin.back() = 'R';
  EXPECT_FALSE(verified(twin, keys));
}

TEST(Jws, KeepsItsBounds) {
  const std::string start = encode_base64_url(R"({"alg":"RS256"})") + "." + encode_base64_url("{}") + ".";
  const std::string most = start + std::string((limits::kTokenBytes - start.size()) / 4 * 4, 'A');
  EXPECT_TRUE(take_apart(most));
  EXPECT_EQ(take_apart(start + std::string(limits::kTokenBytes, 'A')).fault().code, FaultCode::kTooLarge);
  const auto with_id = [](std::size_t bytes) {
    return take_apart(token_of(R"({"alg":"RS256","kid":")" + std::string(bytes, 'k') + "\"}"));
  };
  EXPECT_TRUE(with_id(limits::kClaimBytes));
  EXPECT_FALSE(with_id(limits::kClaimBytes + 1));
}

TEST(Jws, FindsTheKeyByItsId) {
  const KeyFiles files = p256_files();
  const auto one = SigningKey::from_pem(files.secret(), Algorithm::kEs256, "one");
  const auto two = SigningKey::from_pem(files.secret(), Algorithm::kEs256, "two");
  const auto any = SigningKey::from_pem(files.secret(), Algorithm::kEs256);
  ASSERT_TRUE(one && two && any);
  const std::string token = *one->sign("{}");
  EXPECT_TRUE(verified(token, {two->public_key(), one->public_key()}));
  EXPECT_TRUE(verified(token, {any->public_key()}));
  EXPECT_TRUE(verified(*any->sign("{}"), {two->public_key()})) << "a token without an id fits every key";
  const auto other = verified(token, {two->public_key()});
  ASSERT_FALSE(other);
  EXPECT_EQ(other.fault().code, FaultCode::kBadSignature);
  EXPECT_NE(other.fault().detail.find("there is no key"), std::string::npos);
}

TEST(Keys, ComeFromFiles) {
  const KeyFiles rsa = rsa_files();
  const KeyFiles p256 = p256_files();
  const auto signer = SigningKey::from_pem(rsa.secret(), Algorithm::kRs256);
  ASSERT_TRUE(signer);
  const auto certificate = PublicKey::from_pem(certificate_of(rsa), Algorithm::kRs256);
  ASSERT_TRUE(certificate) << certificate.fault().text();
  EXPECT_TRUE(verified(*signer->sign("{}"), {*certificate}));
  EXPECT_TRUE(PublicKey::from_pem(p256.public_pem, Algorithm::kEs256));

  const auto refusal = [](const std::string& pem, Algorithm algorithm) {
    const auto key = PublicKey::from_pem(pem, algorithm);
    return key ? std::string("taken") : key.fault().detail;
  };
  EXPECT_NE(refusal(rsa.private_pem, Algorithm::kRs256).find("private key"), std::string::npos);
  EXPECT_NE(refusal(rsa.public_pem, Algorithm::kEs256).find("P-256"), std::string::npos);
  EXPECT_NE(refusal(p256.public_pem, Algorithm::kRs256).find("RSA"), std::string::npos);
  EXPECT_NE(refusal(rsa_files(1024).public_pem, Algorithm::kRs256).find("2048"), std::string::npos);
  EXPECT_NE(refusal(files_of(EVP_EC_gen("P-384")).public_pem, Algorithm::kEs256).find("P-256"),
            std::string::npos);
  EXPECT_NE(refusal(rsa.public_pem + rsa.public_pem, Algorithm::kRs256).find("holds 2"), std::string::npos);
  EXPECT_NE(refusal("", Algorithm::kRs256).find("holds 0"), std::string::npos);
  EXPECT_NE(refusal("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n", Algorithm::kRs256)
                .find("neither"),
            std::string::npos);
}

TEST(Keys, SigningNeedsAPrivateOne) {
  const KeyFiles files = p256_files();
  EXPECT_FALSE(SigningKey::from_pem(crypto::Secret(files.public_pem), Algorithm::kEs256));
  EXPECT_FALSE(SigningKey::from_pem(files.secret(), Algorithm::kRs256));
  EXPECT_FALSE(SigningKey::from_pem(crypto::Secret(""), Algorithm::kEs256));
}

TEST(KeySet, ReadsWhatItCanUse) {
  const auto mixed =
      read_key_set(R"({"keys":[{"kty":"oct","k":"AAAA"},{"kty":"RSA","n":"AQAB","e":"AQAB"},{"use":"enc",)" +
                   kPointNumbers + R"(},{"key_ops":["sign"],)" + kPointNumbers + "},{" + kPointNumbers +
                   R"(,"kid":"good","alg":"ES256"}]})");
  ASSERT_TRUE(mixed);
  ASSERT_EQ(mixed->size(), 1u);
  EXPECT_EQ(mixed->front().id(), "good");

  std::string off_the_curve = kPointNumbers;
  off_the_curve[off_the_curve.find("f83")] = 'g';
  for (const std::string& document :
       {std::string("{}"), std::string(R"({"keys":{}})"), std::string(R"({"keys":[]})"), std::string("x"),
        R"({"keys":[{"alg":"RS512",)" + kRsaNumbers + "}]}", R"({"keys":[{)" + off_the_curve + "}]}"}) {
    EXPECT_FALSE(read_key_set(document)) << document;
  }
}

TEST(KeySet, WritesWhatItReads) {
  const auto elliptic = SigningKey::make();
  const auto rsa = SigningKey::from_pem(rsa_files().secret(), Algorithm::kPs256, "rsa");
  ASSERT_TRUE(elliptic && rsa);
  const std::string document = write_key_set({elliptic->public_key(), rsa->public_key()});
  EXPECT_EQ(document.find("\"d\""), std::string::npos) << "nothing private";
  const auto keys = read_key_set(document);
  ASSERT_TRUE(keys) << document;
  EXPECT_EQ(write_key_set(*keys), document);
  EXPECT_TRUE(verified(*elliptic->sign("{}"), *keys));
  EXPECT_TRUE(verified(*rsa->sign("{}"), *keys));
}

TEST(Claims, SayWhoAndForWhom) {
  const auto claims =
      read_claims(R"({"iss":"i","sub":"s","aud":["a","b"],"exp":1000.9,"iat":900,"jti":"1","org":"00D"})");
  ASSERT_TRUE(claims) << claims.fault().text();
  EXPECT_EQ(claims->text("org"), "00D");
  EXPECT_EQ(*claims->expires, 1000);
  EXPECT_TRUE(check(*claims, {"i", "b", "s"}, 950));
  const auto refused = [&claims](const Expected& expected, std::int64_t now) {
    const Done checked = check(*claims, expected, now);
    return checked ? std::string() : checked.fault().where;
  };
  EXPECT_EQ(refused({"j", "b", "s"}, 950), "claim iss");
  EXPECT_EQ(refused({"i", "c", "s"}, 950), "claim aud");
  EXPECT_EQ(refused({"i", "b", "t"}, 950), "claim sub");
  EXPECT_EQ(refused({"i", "b", ""}, 950), "");
  EXPECT_EQ(refused({"i", "b", ""}, 1059), "") << "a minute for clocks that differ";
  EXPECT_EQ(refused({"i", "b", ""}, 1060), "claim exp");
  EXPECT_EQ(refused({"i", "b", ""}, 840), "");
  EXPECT_EQ(refused({"i", "b", ""}, 839), "claim iat");
  const std::chrono::seconds longest{40};
  EXPECT_EQ(refused({"i", "b", "", limits::kClockLeeway, longest}, 900), "");
  EXPECT_EQ(refused({"i", "b", "", limits::kClockLeeway, longest}, 899), "claim exp");
}

TEST(Claims, MustBeComplete) {
  const Expected expected{"i", "a", ""};
  const auto refused = [&expected](std::string_view payload) {
    const auto claims = read_claims(payload);
    if (!claims) return claims.fault().where;
    const Done checked = check(*claims, expected, 100);
    return checked ? std::string() : checked.fault().where;
  };
  EXPECT_EQ(refused(R"({"iss":"i","aud":"a","exp":200})"), "");
  EXPECT_EQ(refused(R"({"iss":"i","aud":"a"})"), "claim exp");
  EXPECT_EQ(refused(R"({"iss":"i","exp":200})"), "claim aud");
  EXPECT_EQ(refused(R"({"aud":"a","exp":200})"), "claim iss");
  EXPECT_EQ(refused(R"({"iss":"i","aud":"a","exp":200,"nbf":161})"), "claim nbf");
  EXPECT_EQ(refused(R"({"iss":"i","aud":"a","exp":"200"})"), "claim exp");
  EXPECT_EQ(refused(R"({"iss":"i","aud":"a","exp":-1})"), "claim exp");
  EXPECT_EQ(refused(R"({"iss":"i","aud":"a","exp":1763900000000})"), "claim exp") << "milliseconds";
  EXPECT_EQ(refused(R"({"iss":"i","aud":"a","exp":1e999})"), "claim exp");
  EXPECT_EQ(refused(R"({"iss":["i"],"aud":"a","exp":200})"), "claim iss");
  EXPECT_EQ(refused(R"({"iss":"i","aud":[1],"exp":200})"), "claim aud");
  EXPECT_EQ(refused("[]"), "token");
  EXPECT_FALSE(read_claims(R"({"iss":"i","iss":"j","aud":"a","exp":200})"))
      << "which of the two would count?";
}

}  // namespace
}  // namespace presave::server::jose
