#include "server/doctor/orgs.h"

#include <algorithm>
#include <ctime>
#include <set>

#include "engine/bundle/json_reader.h"
#include "server/salesforce/advice.h"
#include "server/salesforce/api_usage.h"
#include "server/salesforce/record_write.h"

namespace presave::server::doctor {
namespace {

using std::chrono::seconds;

constexpr seconds kPatience{10};
constexpr seconds kStrange{5};  // more than a call takes
constexpr seconds kWrong{60};   // an assertion counts for three minutes
constexpr std::size_t kMostObjects = 50;
constexpr std::string_view kLogin = "https://login.salesforce.com";
constexpr std::string_view kApi = "/services/data/v62.0/";
constexpr std::string_view kReach =
    "this machine must reach it on port 443; a proxy goes into outbound.proxy, an authority of your own into outbound.ca_file";

std::string host_of(std::string_view origin) {
  const auto slashes = origin.find("//");
  return std::string(slashes == std::string_view::npos ? origin : origin.substr(slashes + 2));
}

/// What an org's refusal means.
Diagnosis refusal(std::string subject, const outbound::Answer& answer) {
  const auto errors = salesforce::read_errors(answer);
  if (errors.empty()) {
    return {Grade::kFailure, std::move(subject), "answers with status " + std::to_string(answer.status),
            "that is not Salesforce's API: look at login_url, and at what stands between"};
  }
  const salesforce::RecordError& first = errors.front();
  const salesforce::Advice* advice = salesforce::advice_for(first.code, first.message);
  return {Grade::kFailure, std::move(subject), first.code + ": " + first.message, advice ? advice->text() : ""};
}

/// One org whose integration user this server has.
class Org {
 public:
  Org(const api::Setup& setup, const api::Integration& user, const Tell& tell)
      : setup_(setup), user_(user), subject_("org " + user.organization_id), tell_(tell) {}

  void look() {
    const auto token = user_.tokens->token({});
    if (!token) {
      const std::string text = token.fault().text();
      const auto [said, next] = salesforce::take_apart(text);
      tell_({Grade::kFailure, subject_, user_.name + " cannot sign in: " + std::string(said), std::string(next)});
      return;
    }
    token_ = *token;
    tell_({Grade::kFine, subject_, user_.name + " signs in; the org is at " + host_of(token_.instance_url)});
    if (look_at_api()) look_at_objects();
  }

 private:
  Result<outbound::Answer> get(const std::string& path) const {
    outbound::Call call;
    call.url = token_.instance_url + std::string(kApi) + path;
    call.timeout = kPatience;
    call.headers = {{"Authorization", "Bearer " + std::string(token_.secret->reveal_for_cryptography())},
                    {"Accept", "application/json"},
                    {"Sforce-Call-Options", "client=presave"}};
    return setup_.outbound->send(call);
  }

  bool look_at_api() {
    const auto answer = get("");
    if (!answer) {
      tell_({Grade::kFailure, subject_, answer.fault().text(), std::string(kReach)});
      return false;
    }
    if (answer->status != 200) {
      tell_(refusal(subject_, *answer));
      return false;
    }
    const auto usage = salesforce::read_usage(answer->header("Sforce-Limit-Info"));
    const std::string calls = usage ? "; " + std::to_string(usage->used) + " of " + std::to_string(usage->most) + " calls of 24 hours are used" : "";
    tell_({Grade::kFine, subject_, "the REST API answers" + calls});
    return true;
  }

  /// The objects of the org's bundle that have rules: those are what pages save.
  void look_at_objects() {
    const api::BundlePointer bundle = api::bundle_for(setup_, {}, user_.organization_id);
    std::size_t looked_at = 0;
    bool all = true;
    for (const auto& [name, object] : bundle->bundle.org().objects) {
      if (object.rules.empty()) continue;
      if (++looked_at > kMostObjects) {
        tell_({Grade::kWarning, subject_, "only the first " + std::to_string(kMostObjects) + " objects with rules were looked at"});
        break;
      }
      all = look_at_object(name) && all;
    }
    if (all && looked_at > 0) tell_({Grade::kFine, subject_, user_.name + " may create and edit all objects that have rules"});
  }

  bool look_at_object(const std::string& name) {
    const auto answer = get("sobjects/" + name + "/");
    if (!answer || answer->status != 200) {
      Diagnosis said = answer ? refusal(subject_, *answer) : Diagnosis{Grade::kFailure, subject_, answer.fault().text(), std::string(kReach)};
      said.grade = Grade::kWarning;  // the pages may never save this one
      said.said = name + ": " + said.said;
      tell_(said);
      return false;
    }
    const auto document = json::parse(answer->body, limits::kAnswerBytes);
    const json::Node* described = document ? document->root().find("objectDescribe") : nullptr;
    const auto may = [described](std::string_view what) {
      const json::Node* found = described ? described->find(what) : nullptr;
      return found && found->boolean() && *found->boolean();
    };
    if (may("createable") && may("updateable")) return true;
    const std::string lacks = may("createable") ? "edit" : may("updateable") ? "create" : "create or edit";
    tell_({Grade::kWarning, subject_, user_.name + " may not " + lacks + " " + name,
           salesforce::advice_for("INSUFFICIENT_ACCESS", {})->text() + "; nothing to do where pages never save it"});
    return false;
  }

  const api::Setup& setup_;
  const api::Integration& user_;
  const std::string subject_;
  const Tell& tell_;
  outbound::AccessToken token_;
};

void tell_clock(const outbound::Answer& answer, const std::string& subject, const Tell& tell) {
  const auto ahead = ahead_of(answer.header("Date"), std::chrono::system_clock::now());
  if (!ahead) return;
  const auto off = std::chrono::abs(*ahead);
  if (off <= kStrange) {
    tell({Grade::kFine, subject, "the clocks agree"});
    return;
  }
  tell({off > kWrong ? Grade::kFailure : Grade::kWarning, subject,
        "this machine's clock is " + std::to_string(off.count()) + " seconds " + (ahead->count() > 0 ? "ahead" : "behind"),
        "timedatectl set-ntp true: signed requests and assertions count for minutes only"});
}

void look_at_host(const api::Setup& setup, const std::string& origin, const Tell& tell) {
  const std::string subject = "host " + host_of(origin);
  outbound::Call call;
  call.url = origin + "/services/data/";  // the API's versions: the one page that Salesforce shows to everybody
  call.timeout = kPatience;
  const auto answer = setup.outbound->send(call);
  if (!answer) {
    tell({Grade::kFailure, subject, answer.fault().text(), std::string(kReach)});
    return;
  }
  const auto versions = json::parse(answer->body, limits::kAnswerBytes);
  if (answer->status == 200 && versions && versions->root().items()) {
    tell({Grade::kFine, subject, "can be reached, its certificate is trusted"});
  } else {
    tell({Grade::kWarning, subject, "can be reached, but does not answer like Salesforce (status " + std::to_string(answer->status) + ")",
          "look at login_url: it must be the org's My Domain"});
  }
  tell_clock(*answer, subject, tell);
}

void look_at_key_set(const api::Setup& setup, const setup::CallerSettings& caller, const Tell& tell) {
  outbound::Call call;
  call.url = caller.jwks_url;
  call.timeout = kPatience;
  const auto answer = setup.outbound->send(call);
  const auto document = answer ? json::parse(answer->body, limits::kAnswerBytes) : Result<json::Document>(answer.fault());
  const json::Node* keys = document ? document->root().find("keys") : nullptr;
  const std::string subject = "caller " + caller.name;
  if (keys && keys->items()) {
    tell({Grade::kFine, subject, "its key set has " + std::to_string(keys->items()->size()) + " keys"});
  } else {
    tell({Grade::kFailure, subject, answer ? "no key set at " + caller.jwks_url : answer.fault().text(), "look at jwks_url"});
  }
}

/// Where tokens are asked for; where nobody is, the page on which users log in.
std::set<std::string> login_origins(const Plan& plan) {
  std::set<std::string> origins;
  for (const setup::IntegrationSettings& one : plan.settings.integrations) {
    if (const auto origin = plan.setup->org_hosts.allow(one.login_url)) origins.insert(*origin);
  }
  const auto login = plan.setup->org_hosts.allow(kLogin);
  if (origins.empty() && login) origins.insert(*login);
  return origins;
}

}  // namespace

std::optional<seconds> ahead_of(std::string_view date, std::chrono::system_clock::time_point now) {
  std::tm parts{};
  const std::string text(date);
  const char* end = ::strptime(text.c_str(), "%a, %d %b %Y %H:%M:%S GMT", &parts);
  if (!end || *end != '\0') return std::nullopt;
  return std::chrono::duration_cast<seconds>(now - std::chrono::system_clock::from_time_t(::timegm(&parts)));
}

void look_at_orgs(const Plan& plan, const Tell& tell) {
  const api::Setup& setup = *plan.setup;
  if (!setup.outbound) {
    tell({Grade::kWarning, "orgs", "not asked: the flags name no org", "--config names them"});
    return;
  }
  for (const std::string& origin : login_origins(plan)) look_at_host(setup, origin, tell);
  for (const api::Integration& user : setup.integrations) Org(setup, user, tell).look();
  for (const setup::CallerSettings& caller : plan.settings.callers) {
    if (!caller.jwks_url.empty()) look_at_key_set(setup, caller, tell);
  }
}

}  // namespace presave::server::doctor
