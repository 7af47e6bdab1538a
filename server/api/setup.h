// What a server serves: bundles, Canvas apps, organizations. Read and checked as a whole at start and at
// every reload, unchanged afterwards; a request works with the one that stood when it came.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/presave.h"
#include "server/api/pages.h"
#include "server/callers/caller.h"
#include "server/canvas/signed_request.h"
#include "server/http/limits.h"
#include "server/http/respond.h"
#include "server/http/static_files.h"
#include "server/http/variants.h"
#include "server/jose/sign.h"
#include "server/oauth/sign_in.h"
#include "server/outbound/client.h"
#include "server/outbound/host_rules.h"
#include "server/outbound/token_source.h"
#include "server/store/store.h"

namespace presave::server::api {

/// One org's rules, as the setup names them.
struct ServedBundle {
  std::string name;
  Bundle bundle;
  http::Variants document;  ///< the very bytes that `bundle` was loaded from

  /// Entity tag of the document: the version of the rules.
  const std::string& tag() const { return document.tag(); }
};
using BundlePointer = std::shared_ptr<const ServedBundle>;

/// How foreign rows become records, as the setup names it.
struct ServedMapping {
  std::string name;
  BundlePointer bundle;  ///< which it was checked against; never null
  Mapping mapping;       ///< sound
};
using MappingPointer = std::shared_ptr<const ServedMapping>;

/// With whose rights an app's pages save through this server.
enum class SaveAs : std::uint8_t {
  kNobody,       ///< they do not
  kUser,         ///< those of whoever uses the page
  kIntegration,  ///< those of one user of the org, for all: Integration
};

/// The user of an org as whom this server saves for others.
struct Integration {
  std::string organization_id;
  std::string name;  ///< for the audit journal: its user name, or the client that Salesforce runs as it
  std::shared_ptr<outbound::TokenSource> tokens;
};

/// A Canvas app (an external client app with the Canvas plugin), of one org or of many.
struct CanvasApp {
  std::string name;
  canvas::Verifier verifier;               ///< all its live consumer secrets
  std::size_t secrets = 1;                 ///< how many they are
  std::vector<std::string> organizations;  ///< ids of the orgs that may open it; empty: all
  BundlePointer bundle;                    ///< for orgs that have none of their own
  SaveAs saves = SaveAs::kNobody;  ///< its pages save through this server (POST /api/save), which calls the org
};

/// What is known of one org beforehand.
struct Organization {
  std::string id;                            ///< 15 or 18 characters
  BundlePointer bundle;                      ///< null: the app's
  std::vector<std::string> frame_ancestors;  ///< its own hosts; empty: the server's list
};

struct Setup {
  /// Adds the files that are not on the disk: the notice pages' style, the embed's list of origins.
  Setup(std::vector<BundlePointer> served, std::vector<CanvasApp> canvas_apps,
        std::vector<Organization> known, std::vector<std::string> framing, http::StaticFiles web,
        CanvasPage page);

  std::vector<BundlePointer> bundles;  ///< at least one; the first is the default
  std::vector<MappingPointer> mappings;  ///< names are unique among those of a bundle
  std::vector<CanvasApp> apps;         ///< at least one; the first answers /canvas
  std::vector<Organization> organizations;
  std::vector<std::string> frame_ancestors;  ///< origins that may frame pages before the org is known
  http::StaticFiles files;
  CanvasPage canvas_page;
  http::SecurityPolicy policy;

  std::uint32_t organization_per_minute = 0;  ///< requests of one org within sessions; 0: without bound
  std::uint32_t user_per_minute = 0;          ///< and of one user
  std::chrono::seconds issued_age = limits::kIssuedAge;  ///< of a signed request that says when; 0: any age
  bool session_cookie = false;           ///< sessions travel in a partitioned cookie, not in the page's memory
  std::vector<std::string> api_origins;  ///< other origins whose pages may call /api/: CORS, each exact
  std::vector<Integration> integrations;  ///< at most one of each org
  /// A save is refused once an org has used so much of its calls of 24 hours, in percent; 100: never for that.
  std::uint32_t daily_calls_percent = 100;
  std::shared_ptr<outbound::Client> outbound;  ///< how orgs are called; null: they are not
  std::shared_ptr<store::Store> store;         ///< what outlives the process; null: nothing does

  std::shared_ptr<oauth::SignIn> sign_in;      ///< users sign in to these apps; null: to none

  std::vector<callers::Caller> callers;  ///< who may ask under /v1/; empty: nobody. Names are unique
  /// "https://presave.example.com": what callers' assertions name as their audience, and the issuer of access tokens.
  std::string public_url = "presave";
  /// Access tokens are signed with the first and verified with all; empty: with one that is made at start.
  std::vector<jose::SigningKey> token_keys;

  /// Where a user's org and its login page may stand.
  outbound::HostRules org_hosts = outbound::HostRules::salesforce();
};
using SetupPointer = std::shared_ptr<const Setup>;

/// The bundle's document for a client that may have it: compressed where it takes that, 304 where it has it already.
http::Response bundle_answer(const http::Request& request, const ServedBundle& served);

/// True when two record ids are the same: 18 characters are 15 and a checksum.
bool same_id(std::string_view a, std::string_view b);

/// What is known of an org; null when nothing is.
const Organization* find_organization(const Setup& setup, std::string_view id);

/// As whom this server saves in an org for others; null when it has nobody there.
const Integration* find_integration(const Setup& setup, std::string_view organization_id);

/// The Canvas app of that name, the first where the name is empty; null when there is none.
const CanvasApp* find_app(const Setup& setup, std::string_view name);

/// True when users of that org may open the app.
bool serves(const CanvasApp& app, std::string_view organization_id);

/// What decides for an org: its own bundle, else its app's. Never null.
BundlePointer bundle_for(const Setup& setup, std::string_view app, std::string_view organization_id);

}  // namespace presave::server::api
