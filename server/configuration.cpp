#include "server/configuration.h"

#include <optional>

#include "server/http/limits.h"
#include "server/http/read_file.h"
#include "server/setup/parts.h"

namespace presave::server {
namespace {

constexpr const char* kSecretVariable = "PRESAVE_CANVAS_SECRET";

Fault mistake(std::string where, std::string detail) {
  return {FaultCode::kBadConfiguration, std::move(where), std::move(detail)};
}

/// Keeps the value of a result, or its fault among the mistakes.
template <class T>
std::optional<T> keep(Result<T> result, std::vector<Fault>& mistakes) {
  if (result) return std::move(*result);
  mistakes.push_back(result.fault());
  return std::nullopt;
}

Result<std::vector<crypto::Secret>> read_secrets(const ServeOptions& options, const char* variable) {
  if (options.secret_file.empty()) {
    if (!variable) {
      return mistake("consumer secret",
                     std::string("not given: set ") + kSecretVariable +
                         " or name a file with --secret-file. It is the Consumer Secret of "
                         "the org's external client app (or connected app)");
    }
    return setup::secrets_in(variable);
  }
  const auto text = http::read_file(options.secret_file, limits::kConfigurationFileBytes);
  if (!text) return text.fault();
  return setup::secrets_in(*text);
}

void check_origins(const std::vector<std::string>& origins, std::vector<Fault>& mistakes) {
  if (origins.empty()) {
    mistakes.push_back(mistake("--frame-ancestor",
                               "not given: name the origins that show the app in a frame, such as "
                               "https://yourdomain.lightning.force.com, or browsers will refuse to"));
  }
  for (const std::string& origin : origins) {
    if (http::is_frame_source(origin)) continue;
    mistakes.push_back(mistake("--frame-ancestor " + origin,
                               "must be like https://host, https://*.host or http://host:port"));
  }
}

void check_organizations(const std::vector<std::string>& ids, std::vector<Fault>& mistakes) {
  for (const std::string& id : ids) {
    if (setup::is_organization_id(id)) continue;
    mistakes.push_back(
        mistake("--organization " + id, "must be an org id: 00D and 15 or 18 characters in all"));
  }
}

/// Reads what an option names; nothing, and a mistake, where the option is missing.
template <class T, class Read>
std::optional<T> read_option(const std::string& value, const char* option, const char* advice, Read read,
                             std::vector<Fault>& mistakes) {
  if (!value.empty()) return keep<T>(read(value), mistakes);
  mistakes.push_back(mistake(option, std::string("not given: name ") + advice));
  return std::nullopt;
}

}  // namespace

Configuration read_configuration(const ServeOptions& options, const char* secret_variable) {
  Configuration configuration;
  std::vector<Fault>& mistakes = configuration.mistakes;

  auto bundle = read_option<api::BundlePointer>(
      options.bundle_file, "--bundle", "a bundle made by `presave compile`",
      [](const std::string& file) { return setup::load_bundle("default", file); }, mistakes);
  auto web = read_option<setup::Web>(options.web_dir, "--web", "the folder of the built pages (web/dist)", setup::read_web,
                                     mistakes);
  auto secrets = keep(read_secrets(options, secret_variable), mistakes);
  const std::size_t secret_count = secrets ? secrets->size() : 0;
  std::optional<canvas::Verifier> verifier;
  if (secrets) verifier = keep(canvas::Verifier::with(std::move(*secrets)), mistakes);
  check_origins(options.frame_ancestors, mistakes);
  check_organizations(options.organizations, mistakes);
  if (!mistakes.empty()) return configuration;

  std::vector<api::CanvasApp> apps;
  apps.push_back({"default", std::move(*verifier), secret_count, options.organizations, *bundle});
  configuration.setup = std::make_shared<const api::Setup>(
      std::vector<api::BundlePointer>{*bundle}, std::move(apps), std::vector<api::Organization>{},
      options.frame_ancestors, std::move(web->files), std::move(web->page));
  return configuration;
}

}  // namespace presave::server
