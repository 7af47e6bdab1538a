// Hashes against published vectors, sealing against everything that could be swapped or changed, and where
// secrets are read from.
#include <gtest/gtest.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "server/crypto/base64.h"
#include "server/crypto/hash.h"
#include "server/crypto/no_core_dumps.h"
#include "server/crypto/sealing.h"
#include "server/crypto/secret_source.h"

namespace presave::server::crypto {
namespace {

const std::string kOldKey = "old:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
const std::string kNewKey = "2026-11:Hx4dHBsaGRgXFhUUExIREA8ODQwLCgkIBwYFBAMCAQA=";

KeyRing ring(const std::string& lines) {
  auto made = KeyRing::from(Secret(lines));
  EXPECT_TRUE(made) << made.fault().text();
  return std::move(*made);
}

std::string opened(const KeyRing& keys, std::string_view sealed, std::string_view place) {
  const auto value = keys.open(sealed, place);
  return value ? std::string(value->reveal_for_cryptography()) : value.fault().text();
}

std::string hex(std::string_view bytes) {
  std::string out;
  for (const char c : bytes) {
    out += "0123456789abcdef"[static_cast<unsigned char>(c) >> 4u];
    out += "0123456789abcdef"[static_cast<unsigned char>(c) & 15u];
  }
  return out;
}

TEST(Hash, IsWhatTheStandardsSay) {
  EXPECT_EQ(*sha256_hex("abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");  // FIPS 180-4
  EXPECT_EQ(hex(*hmac_sha256(Secret("Jefe"), "what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");  // RFC 4231, case 2
  EXPECT_EQ(*pkce_challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"),
            "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");  // RFC 7636, appendix B
}

TEST(Hash, TokensAreLongAndNeverTheSame) {
  const auto one = random_token();
  const auto two = random_token();
  ASSERT_TRUE(one && two);
  EXPECT_EQ(one->size(), 43u);
  EXPECT_NE(*one, *two);
  EXPECT_TRUE(same_bytes(*one, *one));
  EXPECT_FALSE(same_bytes(*one, *two));
  EXPECT_FALSE(same_bytes(*one, one->substr(1)));
}

TEST(Sealing, OpensWhatItSealed) {
  const KeyRing keys = ring(kNewKey + "\n");
  for (const std::string& value : {std::string("refresh token"), std::string(), std::string(5000, '\0')}) {
    const auto sealed = keys.seal(Secret(value), "tokens/a");
    ASSERT_TRUE(sealed);
    EXPECT_EQ(sealed->find("refresh"), std::string::npos);
    EXPECT_EQ(opened(keys, *sealed, "tokens/a"), value);
  }
  EXPECT_NE(*keys.seal(Secret("a"), "p"), *keys.seal(Secret("a"), "p")) << "a nonce is used once";
}

TEST(Sealing, OpensNowhereElseAndNothingThatWasChanged) {
  const KeyRing keys = ring(kNewKey);
  const std::string sealed = *keys.seal(Secret("refresh token"), "tokens/a");
  EXPECT_FALSE(keys.open(sealed, "tokens/b"));
  EXPECT_FALSE(keys.open(sealed, ""));
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    std::string changed = sealed;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    EXPECT_FALSE(keys.open(changed, "tokens/a")) << "byte " << i;
    EXPECT_FALSE(keys.open(sealed.substr(0, i), "tokens/a")) << "cut to " << i;
  }
  EXPECT_FALSE(keys.open(sealed + "x", "tokens/a"));
}

TEST(Sealing, NothingMovesFromTheHeaderIntoThePlace) {
  // Two keys of the same bytes, one's id the beginning of the other's.
  const std::string bytes = kNewKey.substr(kNewKey.find(':'));
  const KeyRing keys = ring("a" + bytes + "\nab" + bytes);
  std::string sealed = *keys.seal(Secret("v"), "bplace");
  sealed[1] = 2;
  sealed.insert(3, "b");
  EXPECT_FALSE(keys.open(sealed, "place"));
}

TEST(Sealing, KeysAreChangedByPuttingANewOneFirst) {
  const KeyRing before = ring(kOldKey);
  const std::string sealed = *before.seal(Secret("v"), "p");
  const KeyRing during = ring(kNewKey + "\r\n\n" + kOldKey + "\n");
  EXPECT_EQ(opened(during, sealed, "p"), "v");
  EXPECT_TRUE(during.is_stale(sealed));
  const std::string again = *during.seal(Secret("v"), "p");
  EXPECT_FALSE(during.is_stale(again));
  const KeyRing after = ring(kNewKey);
  EXPECT_EQ(opened(after, again, "p"), "v");
  const auto gone = after.open(sealed, "p");
  ASSERT_FALSE(gone);
  EXPECT_EQ(gone.fault().code, FaultCode::kBadSignature);
  EXPECT_NE(gone.fault().detail.find("add that key again"), std::string::npos);
}

TEST(Sealing, RefusesKeysThatAreNone) {
  for (const std::string& bad :
       {std::string(), std::string("\n"), std::string("key"), "a b" + kOldKey, std::string("a:AAEC"),
        kOldKey + "\n" + kOldKey, std::string(33, 'a') + kOldKey.substr(3), ":" + kOldKey}) {
    const auto refused = KeyRing::from(Secret(bad));
    ASSERT_FALSE(refused) << bad;
    EXPECT_EQ(refused.fault().code, FaultCode::kBadConfiguration);
    EXPECT_EQ(refused.fault().text().find("AAEC"), std::string::npos) << "says nothing of the key itself";
  }
}

class SecretSources : public ::testing::Test {
 protected:
  SecretSources()
      : folder_(std::filesystem::path(::testing::TempDir()) /
                ("presave-secrets-" + std::to_string(::getpid()))) {
    std::filesystem::create_directories(folder_);
  }
  ~SecretSources() override {
    std::filesystem::remove_all(folder_);
    ::unsetenv("PRESAVE_TEST_SECRET");
    ::unsetenv("CREDENTIALS_DIRECTORY");
  }
  std::string write(const std::string& name, const std::string& content) const {
    std::ofstream(folder_ / name, std::ios::binary) << content;
    return (folder_ / name).string();
  }
  static std::string read(const SecretSource& source) {
    const auto secret = read_secret(source, "client secret");
    return secret ? std::string(secret->reveal_for_cryptography()) : "! " + secret.fault().text();
  }
  std::filesystem::path folder_;
};

TEST_F(SecretSources, AreAVariableAFileOrACredential) {
  ::setenv("PRESAVE_TEST_SECRET", "from the environment\n", 1);
  EXPECT_EQ(read({"PRESAVE_TEST_SECRET"}), "from the environment");
  EXPECT_EQ(read({"", write("one", "from a file\r\n")}), "from a file");
  EXPECT_EQ(read({"", write("key.pem", "-----BEGIN\nx\n-----END\n\n")}), "-----BEGIN\nx\n-----END");
  ::setenv("CREDENTIALS_DIRECTORY", folder_.c_str(), 1);
  EXPECT_EQ(read({"", "", "one"}), "from a file");
}

TEST_F(SecretSources, SayWhatIsWrongAndNeverTheSecret) {
  EXPECT_EQ(read({}).substr(0, 1), "!");
  EXPECT_EQ(read({"A", "b"}).substr(0, 1), "!");
  EXPECT_NE(read({"PRESAVE_TEST_SECRET"}).find("PRESAVE_TEST_SECRET is not set"), std::string::npos);
  EXPECT_NE(read({"", "/nowhere/secret"}).find("cannot be opened"), std::string::npos);
  EXPECT_NE(read({"", folder_.string()}).find("is not a file"), std::string::npos);
  EXPECT_NE(read({"", write("empty", "\n")}).find("it is empty"), std::string::npos);
  EXPECT_NE(read({"", "", "one"}).find("LoadCredential"), std::string::npos);
  ::setenv("CREDENTIALS_DIRECTORY", folder_.c_str(), 1);
  EXPECT_NE(read({"", "", "../one"}).find("without folders"), std::string::npos);
  EXPECT_EQ(read({"", write("most", std::string(kMostSecretBytes, 's'))}).size(), kMostSecretBytes);
  EXPECT_EQ(read({"", write("more", std::string(kMostSecretBytes + 1, 's'))}).find("sss"), std::string::npos);
}

TEST(CoreDumps, AreForbidden) {
  const pid_t child = ::fork();
  if (child == 0) {
    rlimit limit{1, 1};
    const bool forbidden = forbid_core_dumps() && ::getrlimit(RLIMIT_CORE, &limit) == 0 &&
                           limit.rlim_max == 0 && ::prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) == 0;
    ::_exit(forbidden ? 0 : 1);
  }
  int status = -1;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_EQ(status, 0);
}

}  // namespace
}  // namespace presave::server::crypto
