#include "server/setup/sign_in.h"

#include <algorithm>
#include <chrono>

#include "server/outbound/host_rules.h"
#include "server/store/sqlite_store.h"

namespace presave::server::setup {
namespace {

constexpr std::string_view kCallback = "/oauth/callback";

store::Millis now_ms() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
}

api::CanvasApp* find_app(std::vector<api::CanvasApp>& apps, const std::string& name) {
  const auto found = std::find_if(apps.begin(), apps.end(), [&name](const api::CanvasApp& one) { return one.name == name; });
  return found == apps.end() ? nullptr : &*found;
}

/// Salesforce sends the browser there; only /oauth/callback takes it.
bool is_callback(const std::string& uri) {
  const auto origin = outbound::origin_of(uri);
  return origin && uri == origin->text() + std::string(kCallback);
}

/// Nothing where something is missing, with a mistake.
std::optional<oauth::Client> read_client(const SignInSettings& one, const outbound::HostRules& hosts, Mistakes& mistakes) {
  auto secret = crypto::read_secret(one.client_secret, "sign_in.client_secret of app " + one.app);
  if (!secret) mistakes.add(secret.fault());
  if (!is_callback(one.redirect_uri)) {
    mistakes.add(one.place, "redirect_uri must be this server's address and " + std::string(kCallback) +
                                ", like https://presave.example.com" + std::string(kCallback));
  }
  if (!secret) return std::nullopt;
  return oauth::Client{one.app, one.client_id, std::make_shared<const crypto::Secret>(std::move(*secret)),
                       one.redirect_uri, one.scope, hosts};
}

/// Null, with a mistake, where they cannot be read.
std::shared_ptr<const crypto::KeyRing> read_keys(const StoreSettings& settings, Mistakes& mistakes) {
  const auto lines = crypto::read_secret(settings.keys, "store.keys");
  auto keys = lines ? crypto::KeyRing::from(*lines) : Result<crypto::KeyRing>(lines.fault());
  if (keys) return std::make_shared<const crypto::KeyRing>(std::move(*keys));
  mistakes.add(keys.fault());
  return nullptr;
}

}  // namespace

std::vector<Option<StoreSettings>> store_options() {
  using S = StoreSettings;
  return {
      text("file", &S::file, "A SQLite database, created where it is not there; empty: nothing outlives the process.",
           "\"presave.db\""),
      source("keys", &S::keys,
             "What tokens in it are sealed with: ID:KEY lines, the newest first (echo \"$(date +%F):$(openssl rand "
             "-base64 32)\").",
             R"({ credential = "sealing-keys" })"),
  };
}

std::vector<Option<SignInSettings>> sign_in_options() {
  using S = SignInSettings;
  return {
      text("app", &S::app, "Name of the app.", "\"main\"", true),
      text("client_id", &S::client_id, "Its Consumer Key.", "\"3MVG9...\"", true),
      source("client_secret", &S::client_secret, "Where its Consumer Secret is.", R"({ credential = "canvas-secret" })"),
      text("redirect_uri", &S::redirect_uri, "This server's address and /oauth/callback; a Callback URL of the app.",
           "\"https://presave.example.com/oauth/callback\"", true),
      text("scope", &S::scope, "What is asked for, with spaces between."),
  };
}

std::shared_ptr<store::Store> open_store(const StoreSettings& settings, Mistakes& mistakes) {
  if (settings.file.empty()) return nullptr;
  auto store = store::open_sqlite({settings.file});
  if (store) return std::move(*store);
  mistakes.add(store.fault());
  return nullptr;
}

std::shared_ptr<oauth::SignIn> read_sign_ins(const std::vector<SignInSettings>& settings, const SignInGround& ground,
                                             std::vector<api::CanvasApp>& apps, Mistakes& mistakes) {
  if (settings.empty()) return nullptr;
  if (ground.keys.file.empty()) mistakes.add(settings.front().place, "[[sign_in]] needs store.file: where tokens are kept");
  auto sign_in = std::make_shared<oauth::SignIn>();
  sign_in->keys = read_keys(ground.keys, mistakes);
  for (const SignInSettings& one : settings) {
    api::CanvasApp* app = find_app(apps, one.app);
    if (!app) mistakes.add(one.place, "there is no app " + toml_text(one.app));
    if (sign_in->find(one.app)) mistakes.add(one.place, "app " + toml_text(one.app) + " has two sign-ins");
    auto client = read_client(one, ground.hosts, mistakes);
    if (!app || !client || !sign_in->keys || !ground.store || !ground.client) continue;
    const auto events = sign_in->events;
    sign_in->apps.push_back(std::make_unique<oauth::UserTokens>(
        std::move(*client), oauth::Surroundings{ground.store, sign_in->keys, ground.client, now_ms,
                                                [events](std::string_view event) { events->tell(event); }}));
  }
  return sign_in;
}

}  // namespace presave::server::setup
