#include "server/api/setup.h"

#include <algorithm>

#include "server/http/respond.h"

namespace presave::server::api {
namespace {

constexpr std::size_t kIdLength = 15;  // an 18-character id is the 15-character one and a checksum

/// Who may talk to the embed: the same origins that may frame it. The page asks for them, to check every
/// message.
std::string embed_document(const std::vector<std::string>& origins) {
  std::string list;
  for (const std::string& origin : origins) list += (list.empty() ? "" : ",") + http::json_text(origin);
  return R"({"allowedOrigins":[)" + list + "]}\n";
}

}  // namespace

Setup::Setup(std::vector<BundlePointer> served, std::vector<CanvasApp> canvas_apps,
             std::vector<Organization> known, std::vector<std::string> framing, http::StaticFiles web,
             CanvasPage page)
    : bundles(std::move(served)),
      apps(std::move(canvas_apps)),
      organizations(std::move(known)),
      frame_ancestors(std::move(framing)),
      files(std::move(web)),
      canvas_page(std::move(page)),
      policy(frame_ancestors) {
  files.add(std::string(kPageStylePath), kPageStyle);
  files.add(std::string(kApproveScriptPath), kApproveScript);
  files.add(std::string(kApprovedScriptPath), kApprovedScript);
  files.add("/embed.json", embed_document(frame_ancestors));
}

http::Response bundle_answer(const http::Request& request, const ServedBundle& served) {
  http::Response response = served.document.answer(request, "application/json");
  return response.set("Cache-Control", "private, no-cache").set("Vary", "Authorization, Accept-Encoding");
}

bool same_id(std::string_view a, std::string_view b) {
  return a.substr(0, kIdLength) == b.substr(0, kIdLength);
}

const Organization* find_organization(const Setup& setup, std::string_view id) {
  const auto found = std::find_if(setup.organizations.begin(), setup.organizations.end(),
                                  [id](const Organization& one) { return same_id(one.id, id); });
  return found == setup.organizations.end() ? nullptr : &*found;
}

const Integration* find_integration(const Setup& setup, std::string_view organization_id) {
  const auto found =
      std::find_if(setup.integrations.begin(), setup.integrations.end(),
                   [organization_id](const Integration& one) { return same_id(one.organization_id, organization_id); });
  return found == setup.integrations.end() ? nullptr : &*found;
}

const CanvasApp* find_app(const Setup& setup, std::string_view name) {
  if (name.empty()) return &setup.apps.front();
  const auto found = std::find_if(setup.apps.begin(), setup.apps.end(),
                                  [name](const CanvasApp& one) { return one.name == name; });
  return found == setup.apps.end() ? nullptr : &*found;
}

bool serves(const CanvasApp& app, std::string_view organization_id) {
  return app.organizations.empty() ||
         std::any_of(app.organizations.begin(), app.organizations.end(),
                     [organization_id](std::string_view id) { return same_id(id, organization_id); });
}

BundlePointer bundle_for(const Setup& setup, std::string_view app, std::string_view organization_id) {
  const Organization* organization = find_organization(setup, organization_id);
  if (organization && organization->bundle) return organization->bundle;
  const CanvasApp* found = find_app(setup, app);
  return found ? found->bundle : setup.bundles.front();
}

}  // namespace presave::server::api
