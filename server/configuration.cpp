#include "server/configuration.h"

#include <algorithm>

#include "engine/base/limits.h"
#include "server/http/limits.h"
#include "server/http/read_file.h"

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

/// The lines of a text, without line ends and surrounding blanks; empty lines are left out.
std::vector<crypto::Secret> secrets_in(std::string_view text) {
  std::vector<crypto::Secret> secrets;
  while (!text.empty()) {
    const auto end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.remove_suffix(1);
    while (!line.empty() && line.front() == ' ') line.remove_prefix(1);
    if (!line.empty()) secrets.emplace_back(std::string(line));
  }
  return secrets;
}

Result<std::vector<crypto::Secret>> read_secrets(const ServeOptions& options, const char* variable) {
  if (options.secret_file.empty()) {
    if (!variable) {
      return mistake("consumer secret",
                     std::string("not given: set ") + kSecretVariable +
                         " or name a file with --secret-file. It is the Consumer Secret of "
                         "the org's external client app (or connected app)");
    }
    return secrets_in(variable);
  }
  const auto text = http::read_file(options.secret_file, limits::kConfigurationFileBytes);
  if (!text) return text.fault();
  return secrets_in(*text);
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
    const bool letters = std::all_of(id.begin(), id.end(), [](char c) {
      return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    });
    if (letters && (id.size() == 15 || id.size() == 18) && id.substr(0, 3) == "00D") continue;
    mistakes.push_back(
        mistake("--organization " + id, "must be an org id: 00D and 15 or 18 characters in all"));
  }
}

std::optional<http::StaticFiles> read_web(const std::string& folder, std::vector<Fault>& mistakes) {
  if (folder.empty()) {
    mistakes.push_back(mistake("--web", "not given: name the folder of the built pages (web/dist)"));
    return std::nullopt;
  }
  return keep(http::StaticFiles::read(folder), mistakes);
}

std::optional<api::CanvasPage> read_canvas_page(const std::string& folder, const http::StaticFiles& files,
                                                std::vector<Fault>& mistakes) {
  const auto page = files.content("/canvas.html");
  if (page) return keep(api::CanvasPage::from(*page), mistakes);
  mistakes.push_back(
      mistake("--web " + folder, "holds no canvas.html; build the pages first (npm run build -w web)"));
  return std::nullopt;
}

std::optional<std::string> read_bundle_file(const std::string& file, std::vector<Fault>& mistakes) {
  if (!file.empty()) return keep(http::read_file(file, presave::limits::kBundleBytes), mistakes);
  mistakes.push_back(mistake("--bundle", "not given: name a bundle made by `presave compile`"));
  return std::nullopt;
}

Fault in_file(const std::string& file, Fault fault) {
  fault.where = fault.where.empty() ? file : file + " " + fault.where;
  return fault;
}

}  // namespace

Configuration read_configuration(const ServeOptions& options, const char* secret_variable) {
  Configuration configuration;
  std::vector<Fault>& mistakes = configuration.mistakes;

  auto document = read_bundle_file(options.bundle_file, mistakes);
  std::optional<Bundle> bundle;
  if (document) {
    auto loaded = Bundle::load(*document);
    if (loaded) bundle = std::move(*loaded);
    if (!loaded) mistakes.push_back(in_file(options.bundle_file, loaded.fault()));
  }
  auto files = read_web(options.web_dir, mistakes);
  std::optional<api::CanvasPage> page;
  if (files) page = read_canvas_page(options.web_dir, *files, mistakes);
  auto secrets = keep(read_secrets(options, secret_variable), mistakes);
  const std::size_t secret_count = secrets ? secrets->size() : 0;
  std::optional<canvas::Verifier> verifier;
  if (secrets) verifier = keep(canvas::Verifier::with(std::move(*secrets)), mistakes);
  check_origins(options.frame_ancestors, mistakes);
  check_organizations(options.organizations, mistakes);
  if (!mistakes.empty()) return configuration;

  std::string tag = http::entity_tag(*document);
  const auto served = std::make_shared<const api::ServedBundle>(
      api::ServedBundle{"default", std::move(*bundle),
                        std::make_shared<const std::string>(std::move(*document)), std::move(tag)});
  std::vector<api::CanvasApp> apps;
  apps.push_back({"default", std::move(*verifier), secret_count, options.organizations, served});
  configuration.setup = std::make_shared<const api::Setup>(
      std::vector<api::BundlePointer>{served}, std::move(apps), std::vector<api::Organization>{},
      options.frame_ancestors, std::move(*files), std::move(*page));
  return configuration;
}

}  // namespace presave::server
