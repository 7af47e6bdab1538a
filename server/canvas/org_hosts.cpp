#include "server/canvas/org_hosts.h"

#include <algorithm>
#include <array>

#include "server/http/respond.h"

namespace presave::server::canvas {
namespace {

constexpr std::string_view kScheme = "https://";
constexpr std::string_view kMyDomain = ".my.salesforce.com";

// Behind a My Domain name; each is a suffix below which Salesforce alone gives out names.
constexpr std::array<std::string_view, 4> kSuffixes = {".lightning.force.com", kMyDomain, ".my.site.com",
                                                       ".my.salesforce-setup.com"};
constexpr std::string_view kVisualforce = ".vf.force.com";

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() > end.size() && text.substr(text.size() - end.size()) == end;
}

bool is_host_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
}

/// The host of "https://host" without port and path; empty for anything else.
std::string_view host_of(std::string_view origin) {
  if (origin.substr(0, kScheme.size()) != kScheme) return {};
  origin.remove_prefix(kScheme.size());
  if (!origin.empty() && origin.back() == '/') origin.remove_suffix(1);
  return std::all_of(origin.begin(), origin.end(), is_host_char) ? origin : std::string_view();
}

/// "acme--uat.sandbox" -> "acme--uat--c.sandbox": Visualforce pages of the org's own namespace.
std::string visualforce_name(std::string_view my_domain) {
  const auto dot = my_domain.find('.');
  std::string name(my_domain.substr(0, dot));
  name += "--c";
  if (dot != std::string_view::npos) name += my_domain.substr(dot);
  return name;
}

bool lets(std::string_view source, std::string_view origin) {
  if (source == origin) return true;
  const auto star = source.find("://*.");
  if (star == std::string_view::npos) return false;
  const std::string_view scheme = source.substr(0, star + 3);
  return origin.substr(0, scheme.size()) == scheme && ends_with(origin, source.substr(star + 4));
}

}  // namespace

std::vector<std::string> org_origins(const CanvasContext& context) {
  std::vector<std::string> origins;
  const auto add = [&origins](const std::string& host) { origins.push_back(std::string(kScheme) + host); };
  const std::string_view instance = host_of(context.instance_url);
  if (ends_with(instance, kMyDomain)) {
    const std::string my_domain(instance.substr(0, instance.size() - kMyDomain.size()));
    for (const std::string_view suffix : kSuffixes) add(my_domain + std::string(suffix));
    add(visualforce_name(my_domain) + std::string(kVisualforce));
  }
  const std::string& around = context.target_origin;
  const bool plain = http::is_frame_source(around) && around.find('*') == std::string::npos;
  if (plain && std::find(origins.begin(), origins.end(), around) == origins.end()) origins.push_back(around);
  return origins;
}

std::vector<std::string> narrowed(const std::vector<std::string>& allowed,
                                  const std::vector<std::string>& origins) {
  std::vector<std::string> left;
  for (const std::string& origin : origins) {
    const auto fits = [&origin](const std::string& source) { return lets(source, origin); };
    if (std::any_of(allowed.begin(), allowed.end(), fits)) left.push_back(origin);
  }
  return left.empty() ? allowed : left;
}

}  // namespace presave::server::canvas
