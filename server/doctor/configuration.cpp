#include "server/doctor/configuration.h"

#include <algorithm>
#include <chrono>
#include <ctime>

#include "server/crypto/certificate.h"

namespace presave::server::doctor {
namespace {

constexpr std::int64_t kDay = 86'400;
constexpr std::int64_t kRenewDays = 30;

std::string counted(std::size_t count, const std::string& noun) {
  return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
}

std::string joined(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : ", ") + part;
  return out;
}

/// "2027-01-31".
std::string day(std::int64_t epoch_seconds) {
  const std::time_t time = epoch_seconds;
  std::tm parts{};
  ::gmtime_r(&time, &parts);
  char text[16];
  return {text, std::strftime(text, sizeof text, "%F", &parts)};
}

std::int64_t now_seconds() {
  return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

/// Mistakes and warnings, which name their place themselves.
void tell_faults(const Plan& plan, const Tell& tell) {
  for (const Fault& mistake : plan.mistakes) {
    const bool missing = mistake.code == FaultCode::kNotFound;
    tell({Grade::kFailure, "configuration", mistake.text(), missing ? "`presave serve --print-config` prints a presave.toml to begin with" : ""});
  }
  for (const std::string& warning : plan.warnings) tell({Grade::kWarning, "configuration", warning});
  if (plan.mistakes.empty()) tell({Grade::kFine, "configuration", "every key is known and has a good value"});
}

void tell_bundles(const api::Setup& setup, const Tell& tell) {
  for (const api::BundlePointer& one : setup.bundles) {
    const Bundle& bundle = one->bundle;
    tell({Grade::kFine, "bundle " + one->name,
          counted(bundle.org().objects.size(), "object") + ", " + counted(bundle.compiled_rules(), "rule") + " and " +
              counted(bundle.compiled_formula_fields(), "formula field") + " compiled"});
  }
}

void tell_mappings(const api::Setup& setup, const Tell& tell) {
  for (const api::MappingPointer& one : setup.mappings) {
    tell({Grade::kFine, "mapping " + one->name,
          std::string(one->mapping.operation()) + " " + one->mapping.object() + ", bundle " + one->bundle->name});
  }
}

void tell_app(const api::CanvasApp& app, const Tell& tell) {
  const std::string subject = "app " + app.name;
  if (app.organizations.empty()) {
    tell({Grade::kWarning, subject, "every org whose signature fits may open it",
          "name the orgs in organizations: one Consumer Secret may serve many"});
  }
  if (app.secrets > 1) {
    tell({Grade::kWarning, subject, counted(app.secrets, "consumer secret") + " are good at once",
          "after a rotation, when the log no more says that another one than the first was needed, remove it"});
  }
  tell({Grade::kFine, subject, counted(app.secrets, "consumer secret") + ", bundle " + app.bundle->name});
}

/// Whoever shows a page in a frame must be listed, else browsers show nothing: the Canvas app stays white.
void tell_framing(const api::Setup& setup, const Tell& tell) {
  const bool listed = !setup.frame_ancestors.empty() ||
                      std::any_of(setup.organizations.begin(), setup.organizations.end(),
                                  [](const api::Organization& one) { return !one.frame_ancestors.empty(); });
  if (listed) {
    const std::string server = setup.frame_ancestors.empty() ? "each org's own hosts" : joined(setup.frame_ancestors);
    tell({Grade::kFine, "frames", "may be shown by " + server});
    return;
  }
  tell({Grade::kFailure, "frames", "nobody may show the pages in a frame, so Canvas apps stay white",
        "name the org's hosts in server.frame_ancestors: https://*.lightning.force.com, https://*.my.salesforce.com, …"});
}

void tell_tls(const Plan& plan, const Tell& tell) {
  if (plan.net.tls) {
    tell(look_at_certificate(plan.net.tls->certificate, now_seconds()));
  } else if (!plan.net.proxies.trusted.empty()) {
    tell({Grade::kFine, "https", "ends at a proxy: " + joined(plan.net.proxies.trusted)});
  } else {
    tell({Grade::kWarning, "https", "this server speaks HTTP, and no proxy is named that speaks HTTPS for it",
          "Salesforce opens https:// pages only: name a certificate in [tls], or the proxy in [proxy]"});
  }
}

void tell_rest(const Plan& plan, const Tell& tell) {
  const api::Setup& setup = *plan.setup;
  if (!setup.callers.empty()) tell({Grade::kFine, "callers", counted(setup.callers.size(), "caller") + " may ask under /v1/"});
  for (const setup::SignInSettings& one : plan.settings.sign_ins) {
    tell({Grade::kFine, "sign-in of " + one.app,
          "Setup, External Client App Manager, the app, Settings, Callback URL must have " + one.redirect_uri});
  }
  const bool saves = std::any_of(setup.apps.begin(), setup.apps.end(),
                                 [](const api::CanvasApp& app) { return app.saves != api::SaveAs::kNobody; });
  if (saves && !setup.store) {
    tell({Grade::kWarning, "store", "pages save records, and which of them were sent is forgotten at a restart",
          "name a file in [store]: then a save is not made twice, and one without an answer is reported"});
  }
}

}  // namespace

Diagnosis look_at_certificate(const std::string& file, std::int64_t now) {
  const std::string subject = "certificate";
  const auto read = crypto::read_certificate(file);
  if (!read) return {Grade::kFailure, subject, read.fault().text()};
  const std::string names = read->names.empty() ? "no name" : joined(read->names);
  const std::string said = "for " + names + ", good until " + day(read->ends);
  const std::string renew = "renew it, then `systemctl reload presave` (SIGHUP) takes it without a restart";
  if (now < read->begins) return {Grade::kFailure, subject, "counts only from " + day(read->begins) + " on", "look at this machine's clock"};
  if (now >= read->ends) return {Grade::kFailure, subject, "is over since " + day(read->ends), renew};
  if (read->self_signed) {
    return {Grade::kWarning, subject, said + "; signed by itself, so browsers show nothing of it in a frame",
            "get one from an authority that browsers trust"};
  }
  if (read->ends - now < kRenewDays * kDay) return {Grade::kWarning, subject, said, renew};
  return {Grade::kFine, subject, said};
}

void look_at_configuration(const Plan& plan, const Tell& tell) {
  tell_faults(plan, tell);
  if (!plan.setup) return;
  tell_bundles(*plan.setup, tell);
  tell_mappings(*plan.setup, tell);
  for (const api::CanvasApp& app : plan.setup->apps) tell_app(app, tell);
  tell_framing(*plan.setup, tell);
  tell_tls(plan, tell);
  tell_rest(plan, tell);
}

}  // namespace presave::server::doctor
