#include "server/setup/parts.h"

#include <algorithm>

#include "engine/base/limits.h"
#include "server/http/read_file.h"

namespace presave::server::setup {

Result<api::BundlePointer> load_bundle(const std::string& name, const std::string& file) {
  auto document = http::read_file(file, presave::limits::kBundleBytes);
  if (!document) return document.fault();
  auto bundle = Bundle::load(*document);
  if (!bundle) {
    Fault fault = bundle.fault();
    fault.where = fault.where.empty() ? file : file + " " + fault.where;
    return fault;
  }
  return api::BundlePointer(std::make_shared<const api::ServedBundle>(
      api::ServedBundle{name, std::move(*bundle), http::Variants::with_gzip(std::move(*document))}));
}

Result<api::MappingPointer> load_mapping(const std::string& name, const std::string& file, const api::BundlePointer& bundle,
                                         std::vector<std::string>& warnings) {
  const auto document = http::read_file(file, presave::limits::kRequestBytes);
  if (!document) return document.fault();
  auto mapping = Mapping::load(bundle->bundle, *document);
  if (!mapping) {
    Fault fault = mapping.fault();
    fault.where = fault.where.empty() ? file : file + " " + fault.where;
    return fault;
  }
  for (const MappingFinding& finding : mapping->findings()) {
    const std::string where = file + " " + finding.where;
    if (finding.is_error) return Fault{FaultCode::kBadConfiguration, where, finding.message};
    warnings.push_back(where + ": " + finding.message);
  }
  return api::MappingPointer(std::make_shared<const api::ServedMapping>(api::ServedMapping{name, bundle, *std::move(mapping)}));
}

std::vector<std::string> findings_of(const Bundle& bundle) {
  std::vector<std::string> sentences;
  for (const Finding& finding : bundle.findings()) {
    const char* why = finding.unsupported ? " is not supported here" : " does not compile";
    sentences.push_back(finding.object + "." + finding.name + why + " and stays undetermined: " + finding.message);
  }
  return sentences;
}

Result<Web> read_web(const std::string& folder) {
  auto files = http::StaticFiles::read(folder);
  if (!files) return files.fault();
  const auto text = files->content("/canvas.html");
  if (!text) {
    return Fault{FaultCode::kBadConfiguration, folder,
                 "holds no canvas.html; build the pages first (npm run build -w web)"};
  }
  auto page = api::CanvasPage::from(*text);
  if (!page) return page.fault();
  return Web{std::move(*files), std::move(*page)};
}

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

bool is_organization_id(std::string_view id) {
  const bool letters = std::all_of(id.begin(), id.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  });
  return letters && (id.size() == 15 || id.size() == 18) && id.substr(0, 3) == "00D";
}

}  // namespace presave::server::setup
