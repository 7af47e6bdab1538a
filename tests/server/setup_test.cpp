// presave.toml and the environment: what is read, what is refused and where, and that the example file is true.
#include <gtest/gtest.h>
#include <stdlib.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "server/crypto/password_hash.h"
#include "server/setup/assemble.h"
#include "server/setup/options.h"
#include "server/setup/read_settings.h"
#include "tests/server/signing.h"

namespace presave::server::setup {
namespace {

using testing::envelope;
using testing::sign;

const std::string kData = PRESAVE_TEST_DATA;

std::string read_whole_file(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

/// The least that starts a server, and more.
std::string setup_text(const std::string& more = "") {
  return "[server]\nweb = \"" + kData + "/web\"\nframe_ancestors = [\"https://example.lightning.force.com\"]\n"
         "[[bundle]]\nname = \"main\"\nfile = \"" + kData + "/bundle.json\"\n"
         "[[app]]\nname = \"main\"\nsecrets = [{ file = \"" + kData + "/consumer_secret.txt\" }]\n" + more;
}

std::string mistakes_of(const std::string& text, const Environment& environment = {}) {
  const ReadSettings read = read_settings(text, "presave.toml", environment);
  std::string all;
  for (const Fault& mistake : read.mistakes) all += mistake.where + ": " + mistake.detail + "\n";
  if (!all.empty()) return all;
  for (const Fault& mistake : assemble(read.settings).mistakes) all += mistake.where + ": " + mistake.detail + "\n";
  return all;
}

void expect_mistake(const std::string& text, const std::string& part, const Environment& environment = {}) {
  const std::string all = mistakes_of(text, environment);
  EXPECT_NE(all.find(part), std::string::npos) << part << "\nis not in\n" << all;
}

TEST(Setup, IsReadWhole) {
  const ReadSettings read = read_settings(setup_text("organizations = [\"00D000000000001EAA\"]\n[server.x]\n"), "p.toml", {});
  EXPECT_EQ(read.mistakes.size(), 1u);  // [server.x] only
  const ReadSettings good = read_settings(
      setup_text("[[organization]]\nid = \"00D000000000001\"\nbundle = \"main\"\n[canvas]\nissued_age_seconds = 5\n"
                 "[limits]\nconnections = 7\n"), "p.toml", {});
  ASSERT_TRUE(good.mistakes.empty());
  EXPECT_EQ(good.settings.limits.connections, 7u);
  EXPECT_EQ(good.settings.server.port, ServerSettings{}.port);
  const Assembled made = assemble(good.settings);
  ASSERT_TRUE(made.setup);
  EXPECT_EQ(made.setup->organizations.front().bundle->name, "main");
  EXPECT_EQ(made.setup->issued_age.count(), 5);
  EXPECT_TRUE(made.setup->apps.front().verifier.verify(testing::signed_request()));
}

TEST(Setup, SaysWhereEachMistakeIsAndWhatWasMeant) {
  expect_mistake("[server]\nport = 70000\n", "presave.toml:2:8: server.port must be a whole number from 0 to 65535");
  expect_mistake("[server]\nporrt = 1\n", "presave.toml:2:1: [server] has no key \"porrt\"; did you mean port?");
  expect_mistake("[servr]\n", "there is no section \"servr\"; did you mean server?");
  expect_mistake("[server]\nweb = \n", "presave.toml:2:");
  expect_mistake("[server]\nport = 1.5\n", "server.port must be a whole number");
  expect_mistake("[tls]\ncertificate = [1]\n", "tls.certificate must be a text in quotes");
  expect_mistake("[bundle]\nname = \"x\"\n", "must have doubled brackets: [[bundle]]");
  expect_mistake("[log]\nformat = \"xml\"\n", R"(must be one of "auto", "json", "plain")");
  expect_mistake("", "lacks the section [app]");
  expect_mistake("[[app]]\nname = \"x\"\n", "[app] lacks secrets");
}

TEST(Setup, NamesWhatDoesNotExist) {
  expect_mistake(setup_text("bundle = \"mainn\"\n"), "presave.toml:7:1: there is no bundle \"mainn\"; did you mean main?");
  expect_mistake(setup_text("organizations = [\"12\"]\n"), "\"12\" is no org id");
  expect_mistake(setup_text("[tls]\ncertificate = \"/nowhere.pem\"\n"), "needs both certificate and key");
  expect_mistake(setup_text("[tls]\ncertificate = \"nowhere.pem\"\nkey = \"no.pem\"\n"), "there is no file no.pem");
  expect_mistake(setup_text("[cors]\norigins = [\"*\"]\n"), "cors.origins");
  expect_mistake(setup_text("[audit]\nrequired = true\n"), "audit.required needs audit.file");
  expect_mistake(setup_text("[metrics]\naccess = \"token\"\n"), "metrics.token");
  expect_mistake(setup_text("[[bundle]]\nname = \"main\"\nfile = \"/nowhere\"\n"), "/nowhere: there is no such file");
  expect_mistake(setup_text("[[app]]\nname = \"main\"\nsecrets = [{ env = \"PRESAVE_TEST_UNSET\" }]\n"), "PRESAVE_TEST_UNSET");
}

TEST(Setup, ReadsMappings) {
  const std::string folder = ::testing::TempDir();
  const auto mapping = [&](const std::string& name, const std::string& text) {
    std::ofstream(folder + name) << text;
    return "[[mapping]]\nname = \"trips\"\nfile = \"" + folder + name + "\"\n";
  };
  const std::string good = mapping("good.json", R"({"object":"Trip__c","fields":{"StartDate__c":"From"}})");
  const ReadSettings read = read_settings(setup_text(good), "p.toml", {});
  const Assembled made = assemble(read.settings);
  ASSERT_TRUE(made.setup) << mistakes_of(setup_text(good));
  ASSERT_EQ(made.setup->mappings.size(), 1u);
  EXPECT_EQ(made.setup->mappings.front()->bundle, made.setup->bundles.front());
  EXPECT_EQ(made.setup->mappings.front()->mapping.object(), "Trip__c");

  expect_mistake(setup_text(good + good), "two mappings named \"trips\"");
  expect_mistake(setup_text(good + "bundle = \"mian\"\n"), "there is no bundle \"mian\"");
  expect_mistake(setup_text(mapping("broken.json", "{")), "broken.json");
  expect_mistake(setup_text(mapping("wrong.json", R"({"object":"Trip__c","fields":{"StratDate__c":"From"}})")), "wrong.json /fields/StratDate__c");
  expect_mistake(setup_text("[[mapping]]\nname = \"x\"\nfile = \"" + folder + "nowhere.json\"\n"), "nowhere.json");
}

TEST(Setup, SaysWhatACallerLacks) {
  const auto caller = [](const std::string& more) { return setup_text("[[caller]]\nname = \"crm\"\n" + more); };
  const std::string jwt = "kind = \"jwt\"\nissuer = \"i\"\naudience = \"a\"\n";
  const std::string basic = "kind = \"basic\"\nuser = \"u\"\n";
  expect_mistake(caller("kind = \"password\"\n"), R"(must be one of "jwt", "certificate", "client", "basic")");
  expect_mistake(caller("kind = \"jwt\"\nissuer = \"i\"\n"), "caller \"crm\" of kind jwt needs audience");
  expect_mistake(caller("kind = \"jwt\"\naudience = \"a\"\n"), "caller \"crm\" of kind jwt needs issuer");
  expect_mistake(caller(jwt), "needs either key_files or jwks_url");
  expect_mistake(caller(jwt + "key_files = [\"k.pem\"]\njwks_url = \"https://i.example/k\"\n"), "needs either key_files or jwks_url");
  expect_mistake(caller(jwt + "key_files = [\"/nowhere/k.pem\"]\n"), "key file \"/nowhere/k.pem\"");
  expect_mistake(caller(jwt + "jwks_url = \"http://i.example/k\"\n"), "jwks_url must be https");
  expect_mistake(caller(jwt + "jwks_url = \"nonsense\"\n"), "jwks_url: ");
  expect_mistake(caller("kind = \"certificate\"\n"), "caller \"crm\" needs certificates");
  expect_mistake(caller("kind = \"certificate\"\ncertificates = [\"ABC\"]\n"), "each is a SHA-256 of 64 lower-case digits, or CN=name");
  expect_mistake(caller("kind = \"client\"\n"), "caller \"crm\" of kind client needs client_id");
  expect_mistake(caller("kind = \"client\"\nclient_id = \"c\"\n"), "of kind client needs password_hashes");
  expect_mistake(caller(basic), "of kind basic needs password_hashes");
  expect_mistake(caller(basic + "password_hashes = [\"secret\"]\n"), "password_hashes: ");
  expect_mistake(caller(basic + "organization = \"12\"\n"), "\"12\" is no org id");
  expect_mistake(caller(basic + "bundles = [\"other\"]\n"), "there is no bundle \"other\"");
  expect_mistake(caller(basic + "scopes = [\"save\"]\n"), "scopes: there are validate explain requirements bundle");
}

TEST(Setup, WarnsOfPasswordsWithEveryCall) {
  const std::string hash = *crypto::PasswordHash::make("a password");
  const ReadSettings read = read_settings(
      setup_text("[[caller]]\nname = \"crm\"\nkind = \"basic\"\nuser = \"u\"\npassword_hashes = [\"" + hash + "\"]\n"), "p", {});
  ASSERT_TRUE(read.mistakes.empty());
  const Assembled made = assemble(read.settings);
  EXPECT_TRUE(std::any_of(made.warnings.begin(), made.warnings.end(), [](const std::string& warning) {
    return warning.find("caller crm sends a password") != std::string::npos;
  }));
}

TEST(Setup, RefusesASecretThatStandsInIt) {
  for (const std::string value : {"\"hunter2hunter2\"", "[\"hunter2hunter2\"]", "[{ secret = \"hunter2hunter2\" }]"}) {
    const std::string all = mistakes_of("[[app]]\nname = \"a\"\nsecrets = " + value + "\n");
    EXPECT_NE(all.find("{ env = "), std::string::npos) << all;
    EXPECT_EQ(all.find("hunter2"), std::string::npos) << all;
  }
}

TEST(Setup, TheEnvironmentOutranksTheFile) {
  const Environment environment{{"PRESAVE_SERVER_PORT", "9000"}, {"PRESAVE_LOG_FORMAT", "json"},
                                {"PRESAVE_SERVER_FRAME_ANCESTORS", R"(["https://a.example"])"}, {"PRESAVE_JOBS", "2"}};
  const ReadSettings read = read_settings(setup_text("[log]\nformat = \"plain\"\n"), "p.toml", environment);
  ASSERT_TRUE(read.mistakes.empty()) << read.mistakes.front().text();
  EXPECT_EQ(read.settings.server.port, 9000);
  EXPECT_EQ(read.settings.log.format, "json");
  EXPECT_EQ(read.settings.server.frame_ancestors, std::vector<std::string>{"https://a.example"});
  expect_mistake(setup_text(), "environment variable PRESAVE_SERVER_PORRT: [server] has no such key; did you mean PORT?",
                 {{"PRESAVE_SERVER_PORRT", "1"}});
  expect_mistake(setup_text(), "server.port must be", {{"PRESAVE_SERVER_PORT", "many"}});
}

TEST(Setup, WarnsOfSecretsThatOthersCanRead) {
  std::string folder = ::testing::TempDir() + "presave-setup-XXXXXX";
  ASSERT_NE(::mkdtemp(folder.data()), nullptr);
  std::ofstream(folder + "/secret") << "a secret of good length";
  const auto warnings = [&] {
    const ReadSettings read = read_settings(setup_text("[[app]]\nname = \"b\"\nsecrets = [{ file = \"" + folder + "/secret\" }]\n"), "p", {});
    std::string all;
    for (const std::string& warning : assemble(read.settings).warnings) all += warning + "\n";
    return all;
  };
  std::filesystem::permissions(folder + "/secret", std::filesystem::perms(0644));
  EXPECT_NE(warnings().find(folder + "/secret holds a secret"), std::string::npos);
  std::filesystem::permissions(folder + "/secret", std::filesystem::perms(0600));
  EXPECT_EQ(warnings().find(folder + "/secret"), std::string::npos);
  std::filesystem::remove_all(folder);
}

/// A store, its sealing keys, and a sign-in for the app.
std::string sign_in_text(const std::string& folder, const std::string& redirect = "https://presave.example/oauth/callback") {
  std::ofstream(folder + "/keys") << "k:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n";
  return "[store]\nfile = \"" + folder + "/presave.db\"\nkeys = { file = \"" + folder + "/keys\" }\n"
         "[[sign_in]]\napp = \"main\"\nclient_id = \"key\"\nclient_secret = { file = \"" + kData +
         "/consumer_secret.txt\" }\nredirect_uri = \"" + redirect + "\"\n";
}

TEST(Setup, OpensTheStoreAndTheSignIns) {
  std::string folder = ::testing::TempDir() + "/presave-setup-XXXXXX";
  ASSERT_TRUE(::mkdtemp(folder.data()));
  const ReadSettings read = read_settings(setup_text(sign_in_text(folder)), "p.toml", {});
  ASSERT_TRUE(read.mistakes.empty()) << read.mistakes.front().text();
  const Assembled made = assemble(read.settings);
  ASSERT_TRUE(made.setup) << made.mistakes.front().text();
  EXPECT_TRUE(made.setup->store);
  EXPECT_TRUE(made.setup->sign_in->find("main"));
  expect_mistake(setup_text(sign_in_text(folder, "https://presave.example/elsewhere")), "redirect_uri must be");
  const std::string without_store = sign_in_text(folder).substr(sign_in_text(folder).find("[[sign_in]]"));
  expect_mistake(setup_text(without_store), "[[sign_in]] needs store.file");
  std::string other_app = sign_in_text(folder);
  other_app.replace(other_app.find("app = \"main\""), 12, "app = \"none\"");
  expect_mistake(setup_text(other_app), "there is no app \"none\"");
  std::filesystem::remove_all(folder);
}

TEST(Setup, ReadsIntegrations) {
  const std::string secret = "client_secret = { file = \"" + kData + "/consumer_secret.txt\" }\n";
  const std::string one =
      "[[integration]]\norganization = \"00D000000000001\"\nlogin_url = \"https://acme.my.salesforce.com\"\nclient_id = \"key\"\n";
  const ReadSettings read = read_settings(setup_text(one + secret), "p.toml", {});
  ASSERT_TRUE(read.mistakes.empty()) << read.mistakes.front().text();
  const Assembled made = assemble(read.settings);
  ASSERT_TRUE(made.setup) << made.mistakes.front().text();
  EXPECT_TRUE(api::find_integration(*made.setup, "00D000000000001EAA"));
  EXPECT_FALSE(api::find_integration(*made.setup, "00D000000000002EAA"));
  expect_mistake(setup_text(one), "flow = \"client_credentials\" needs client_secret");
  expect_mistake(setup_text(one + secret + "flow = \"jwt\"\n"), "flow = \"jwt\" needs username and key");
  expect_mistake(setup_text(one + secret + "username = \"u\"\n"), "and no username");
  expect_mistake(setup_text(one + secret + "flow = \"password\"\n"), "must be one of");
  expect_mistake(setup_text(one + secret + one + secret), "has two integrations");
  std::string foreign = one;
  foreign.replace(foreign.find("acme.my.salesforce.com"), 22, "evil.example");
  expect_mistake(setup_text(foreign + secret), "login_url");
  const std::string app = "organizations = [\"00D000000000001EAA\"]\nsaves = \"integration\"\n";
  EXPECT_EQ(mistakes_of(setup_text(app + one + secret)), "");
  expect_mistake(setup_text(app), "needs an [[integration]] for org");
  expect_mistake(setup_text("saves = \"integration\"\n" + one + secret), "needs organizations");
  expect_mistake(setup_text("saves = \"nobody\"\n"), "must be true, false");
}

TEST(Setup, BoundsTheFile) {
  expect_mistake(std::string(limits::kSetupFileBytes + 1, '#'), "more than 262144 bytes");
  EXPECT_EQ(mistakes_of(std::string(limits::kSetupFileBytes, '#')).find("more than"), std::string::npos);
  expect_mistake("a = " + std::string(100'000, '['), "not TOML");
}

TEST(ExampleSetup, IsPrintedFromTheTable) {
  EXPECT_EQ(read_whole_file(PRESAVE_EXAMPLE_SETUP), example_file()) << "run: presave serve --print-config > packaging/presave.toml";
}

TEST(ExampleSetup, CanBeReadAsItStandsAndWithEveryLineUncommented) {
  const std::string text = example_file();
  EXPECT_TRUE(read_settings(text, "p", {}).mistakes.empty());
  std::string live;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool comment = text[i] == '#' && (i == 0 || text[i - 1] == '\n') && i + 1 < text.size() && text[i + 1] != ' ';
    if (!comment) live += text[i];
  }
  const ReadSettings read = read_settings(live, "p", {});
  for (const Fault& mistake : read.mistakes) ADD_FAILURE() << mistake.text();
  EXPECT_EQ(read.settings.organizations.size(), 1u);
}

}  // namespace
}  // namespace presave::server::setup
