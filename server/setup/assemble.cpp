#include "server/setup/assemble.h"

#include <algorithm>
#include <filesystem>
#include <optional>

#include "engine/check/nearest.h"
#include "server/outbound/curl_client.h"
#include "server/setup/option.h"
#include "server/setup/parts.h"

namespace presave::server::setup {
namespace {

namespace fs = std::filesystem;

/// One assembling: what has been read so far, and what is wrong with it.
class Assembly {
 public:
  explicit Assembly(const Settings& settings) : settings_(settings), mistakes_(settings.file) {}
  Assembled run();

 private:
  template <class T>
  std::optional<T> keep(Result<T> result) {
    if (result) return std::move(*result);
    mistakes_.add(result.fault());
    return std::nullopt;
  }

  void read_bundles();
  void read_mappings();
  void read_apps();
  void read_organizations();
  void read_outbound();
  void check_integrations();
  void check_rest();
  void check_secret_files();
  api::BundlePointer bundle_of(Place place, const std::string& name);
  std::optional<std::vector<crypto::Secret>> secrets_of(const AppSettings& app);
  void check_ids(Place place, const std::vector<std::string>& ids);
  void check_frames(Place place, const std::vector<std::string>& origins);
  void check_file(const std::string& key, const std::string& path);

  const Settings& settings_;
  Mistakes mistakes_;
  std::vector<std::string> warnings_;
  std::vector<api::BundlePointer> bundles_;
  std::vector<api::MappingPointer> mappings_;
  std::vector<api::CanvasApp> apps_;
  std::vector<api::Organization> organizations_;
  std::shared_ptr<outbound::Client> client_;
  std::optional<outbound::HostRules> hosts_;
};

void Assembly::read_bundles() {
  for (const BundleSettings& one : settings_.bundles) {
    const bool twice = std::any_of(bundles_.begin(), bundles_.end(),
                                   [&](const api::BundlePointer& other) { return other->name == one.name; });
    if (twice) mistakes_.add(one.place, "there are two bundles named " + toml_text(one.name));
    auto bundle = keep(load_bundle(one.name, one.file));
    if (!bundle) continue;
    for (std::string& finding : findings_of((*bundle)->bundle)) warnings_.push_back(std::move(finding));
    bundles_.push_back(std::move(*bundle));
  }
}

/// Null where no name is given, and (with a mistake) where there is no such bundle.
api::BundlePointer Assembly::bundle_of(Place place, const std::string& name) {
  if (name.empty()) return nullptr;
  for (const api::BundlePointer& one : bundles_) {
    if (one->name == name) return one;
  }
  check::Nearest nearest(name);
  bool named = false;
  for (const BundleSettings& one : settings_.bundles) {
    nearest.offer(one.name);
    named = named || one.name == name;
  }
  // One that is named, but was refused, has its own complaint.
  if (!named) mistakes_.add(place, "there is no bundle " + toml_text(name) + nearest.question());
  return nullptr;
}

void Assembly::read_mappings() {
  for (const MappingSettings& one : settings_.mappings) {
    api::BundlePointer bundle = bundle_of(one.place, one.bundle);
    if (!bundle && one.bundle.empty() && !bundles_.empty()) bundle = bundles_.front();
    if (!bundle) continue;
    const bool twice = std::any_of(mappings_.begin(), mappings_.end(), [&](const api::MappingPointer& other) {
      return other->name == one.name && other->bundle == bundle;
    });
    if (twice) mistakes_.add(one.place, "there are two mappings named " + toml_text(one.name) + " for one bundle");
    if (auto mapping = keep(load_mapping(one.name, one.file, bundle, warnings_))) mappings_.push_back(std::move(*mapping));
  }
}

std::optional<std::vector<crypto::Secret>> Assembly::secrets_of(const AppSettings& app) {
  std::vector<crypto::Secret> secrets;
  for (const crypto::SecretSource& source : app.secrets) {
    auto text = crypto::read_secret(source, at(settings_.file, app.place) + " secrets of app " + app.name);
    if (!text) {
      mistakes_.add(text.fault());
      return std::nullopt;
    }
    for (crypto::Secret& secret : secrets_in(text->reveal_for_cryptography())) secrets.push_back(std::move(secret));
  }
  return secrets;
}

void Assembly::read_apps() {
  for (const AppSettings& one : settings_.apps) {
    const bool twice = std::any_of(apps_.begin(), apps_.end(),
                                   [&](const api::CanvasApp& other) { return other.name == one.name; });
    if (twice) mistakes_.add(one.place, "there are two apps named " + toml_text(one.name));
    check_ids(one.place, one.organizations);
    api::BundlePointer bundle = bundle_of(one.place, one.bundle);
    if (!bundle && !bundles_.empty()) bundle = bundles_.front();
    auto secrets = secrets_of(one);
    if (!secrets) continue;
    const std::size_t count = secrets->size();
    auto verifier = keep(canvas::Verifier::with(std::move(*secrets)));
    if (!verifier) continue;
    api::CanvasApp app{one.name, std::move(*verifier), count, one.organizations, std::move(bundle)};
    app.saves = one.saves;
    apps_.push_back(std::move(app));
  }
}

void Assembly::read_organizations() {
  for (const OrganizationSettings& one : settings_.organizations) {
    check_ids(one.place, {one.id});
    check_frames(one.place, one.frame_ancestors);
    organizations_.push_back({one.id, bundle_of(one.place, one.bundle), one.frame_ancestors});
  }
}

void Assembly::read_outbound() {
  const OutboundSettings& chosen = settings_.outbound;
  outbound::ClientSettings client;
  client.ca_file = chosen.ca_file;
  client.proxy = chosen.proxy;
  client.plain_loopback = chosen.allow_http_to_loopback;
  if (auto made = keep(outbound::CurlClient::with(client))) client_ = std::move(*made);
  hosts_ = chosen.hosts.empty() ? outbound::HostRules::salesforce() : keep(outbound::HostRules::from(chosen.hosts));
}

void Assembly::check_ids(Place place, const std::vector<std::string>& ids) {
  for (const std::string& id : ids) {
    if (!is_organization_id(id)) mistakes_.add(place, toml_text(id) + " is no org id: 00D and 15 or 18 characters in all");
  }
}

void Assembly::check_frames(Place place, const std::vector<std::string>& origins) {
  for (const std::string& origin : origins) {
    if (http::is_frame_source(origin)) continue;
    mistakes_.add(place, toml_text(origin) + " must be like https://host, https://*.host or http://host:port");
  }
}

void Assembly::check_file(const std::string& key, const std::string& path) {
  std::error_code error;
  if (path.empty() || fs::is_regular_file(path, error)) return;
  mistakes_.add(Place{}, key + ": there is no file " + path);
}

/// Each org whose users save as an integration user must have one.
void Assembly::check_integrations() {
  const auto has_one = [this](const std::string& id) {
    return std::any_of(settings_.integrations.begin(), settings_.integrations.end(),
                       [&id](const IntegrationSettings& one) { return api::same_id(one.organization, id); });
  };
  for (const AppSettings& app : settings_.apps) {
    if (app.saves != api::SaveAs::kIntegration) continue;
    if (app.organizations.empty()) mistakes_.add(app.place, "saves = \"integration\" needs organizations: which orgs are saved in");
    for (const std::string& id : app.organizations) {
      if (!has_one(id)) mistakes_.add(app.place, "saves = \"integration\" needs an [[integration]] for org " + toml_text(id));
    }
  }
}

void Assembly::check_rest() {
  check_frames({}, settings_.server.frame_ancestors);
  const TlsSettings& tls = settings_.tls;
  if (tls.certificate.empty() != tls.key.empty()) mistakes_.add(Place{}, "[tls] needs both certificate and key, or neither");
  if (tls.client_certificates != "none" && tls.client_ca.empty()) {
    mistakes_.add(Place{}, "tls.client_certificates needs tls.client_ca: who issues them");
  }
  if (tls.client_certificates != "none" && tls.certificate.empty()) {
    mistakes_.add(Place{}, "tls.client_certificates needs tls.certificate: without TLS nobody shows one");
  }
  check_file("tls.certificate", tls.certificate);
  check_file("tls.key", tls.key);
  check_file("tls.client_ca", tls.client_ca);
  for (const std::string& origin : settings_.cors.origins) {
    if (http::is_frame_source(origin) && origin.find('*') == std::string::npos) continue;
    mistakes_.add(Place{}, "cors.origins: " + toml_text(origin) + " must be one origin, like https://host");
  }
  if (settings_.audit.required && settings_.audit.file.empty()) {
    mistakes_.add(Place{}, "audit.required needs audit.file: where what is done is written down");
  }
  if (settings_.metrics.access == "token" && !settings_.metrics.token.is_set()) {
    mistakes_.add(Place{}, "metrics.access = \"token\" needs metrics.token: where the token is");
  }
}

/// Files with secrets that others of this machine may read.
void Assembly::check_secret_files() {
  std::vector<std::string> files{settings_.tls.key, settings_.metrics.token.file, settings_.store.keys.file};
  for (const SignInSettings& one : settings_.sign_ins) files.push_back(one.client_secret.file);
  for (const IntegrationSettings& one : settings_.integrations) {
    files.push_back(one.client_secret.file);
    files.push_back(one.key.file);
  }
  for (const AppSettings& app : settings_.apps) {
    for (const crypto::SecretSource& source : app.secrets) files.push_back(source.file);
  }
  for (const std::string& file : files) {
    std::error_code error;
    const fs::perms mode = file.empty() ? fs::perms::none : fs::status(file, error).permissions();
    if (error || (mode & (fs::perms::group_read | fs::perms::others_read)) == fs::perms::none) continue;
    warnings_.push_back(file + " holds a secret and can be read by other users of this machine: chmod 600");
  }
}

Assembled Assembly::run() {
  read_bundles();
  read_mappings();
  read_apps();
  read_organizations();
  read_outbound();
  auto callers = read_callers(settings_.callers, client_, bundles_, mistakes_);
  for (const callers::Caller& one : callers) {
    if (std::holds_alternative<callers::BasicIdentity>(one.identity)) {
      warnings_.push_back("caller " + one.name + " sends a password with every call, which is for trials; docs/callout.md has better ways");
    }
  }
  auto token_keys = read_token_keys(settings_.tokens, mistakes_);
  auto store = open_store(settings_.store, mistakes_);
  std::shared_ptr<oauth::SignIn> sign_in;
  if (hosts_) sign_in = read_sign_ins(settings_.sign_ins, {settings_.store, store, client_, *hosts_}, apps_, mistakes_);
  std::vector<api::Integration> integrations;
  if (hosts_) integrations = read_integrations(settings_.integrations, {client_, *hosts_}, mistakes_);
  check_integrations();
  check_rest();
  check_secret_files();
  auto web = keep(read_web(settings_.server.web));
  Assembled assembled;
  assembled.warnings = std::move(warnings_);
  if (mistakes_.any()) {
    assembled.mistakes = std::move(mistakes_).take();
    return assembled;
  }
  auto setup = std::make_shared<api::Setup>(std::move(bundles_), std::move(apps_), std::move(organizations_),
                                            settings_.server.frame_ancestors, std::move(web->files), std::move(web->page));
  setup->mappings = std::move(mappings_);
  setup->organization_per_minute = settings_.rate.organization_per_minute;
  setup->user_per_minute = settings_.rate.user_per_minute;
  setup->issued_age = settings_.canvas.issued_age;
  setup->session_cookie = settings_.canvas.session_cookie;
  setup->api_origins = settings_.cors.origins;
  setup->callers = std::move(callers);
  setup->token_keys = std::move(token_keys);
  if (!settings_.tokens.public_url.empty()) setup->public_url = settings_.tokens.public_url;
  setup->outbound = std::move(client_);
  setup->store = std::move(store);
  setup->sign_in = std::move(sign_in);
  setup->integrations = std::move(integrations);
  setup->daily_calls_percent = settings_.outbound.daily_calls_percent;
  setup->org_hosts = std::move(*hosts_);
  assembled.setup = std::move(setup);
  return assembled;
}

}  // namespace

Assembled assemble(const Settings& settings) {
  return Assembly(settings).run();
}

}  // namespace presave::server::setup
