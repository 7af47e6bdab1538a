#include "server/setup/options.h"

#include <algorithm>

#include "engine/check/nearest.h"

namespace presave::server::setup {
namespace {

constexpr std::size_t kWidth = 100;
constexpr std::int64_t kHour = 3600;
constexpr std::int64_t kDay = 24 * kHour;

/// A text as comment lines of bounded width.
std::string comment(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    std::size_t end = text.size() <= kWidth ? text.size() : text.rfind(' ', kWidth);
    if (end == std::string_view::npos) end = text.size();
    out += "# " + std::string(text.substr(0, end)) + "\n";
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

template <class S>
void read_options(const std::vector<Option<S>>& options, std::string_view section, const TomlValue& table,
                  S& into, Mistakes& mistakes) {
  for (const TomlEntry& entry : table.entries) {
    const auto option = std::find_if(options.begin(), options.end(),
                                     [&](const Option<S>& one) { return one.name == entry.name; });
    if (option == options.end()) {
      check::Nearest nearest(entry.name);
      for (const Option<S>& one : options) nearest.offer(one.name);
      mistakes.add(entry.place, "[" + std::string(section) + "] has no key " + toml_text(entry.name) + nearest.question());
      continue;
    }
    const Wrong wrong = option->read(entry.value, into);
    if (!wrong.empty()) mistakes.add(entry.value.place, std::string(section) + "." + entry.name + " " + wrong);
  }
  for (const Option<S>& option : options) {
    if (option.required && !table.find(option.name)) {
      mistakes.add(table.place, "[" + std::string(section) + "] lacks " + std::string(option.name) + ", such as " +
                                    std::string(option.name) + " = " + std::string(option.example));
    }
  }
}

template <class S>
std::string print_options(const std::vector<Option<S>>& options) {
  const S defaults{};
  std::string out;
  for (const Option<S>& option : options) {
    out += comment(option.meaning);
    out += option.required ? "" : "#";
    out += std::string(option.name) + " = ";
    out += option.example.empty() ? option.print(defaults) : std::string(option.example);
    out += '\n';
  }
  return out;
}

template <class S>
std::vector<std::string> names_of(const std::vector<Option<S>>& options) {
  std::vector<std::string> names;
  for (const Option<S>& option : options) names.emplace_back(option.name);
  return names;
}

/// [name], once.
template <class S>
Section single(std::string_view name, S Settings::*member, std::string_view meaning, std::vector<Option<S>> options) {
  return {name, meaning, false, true, names_of(options),
          [=](const TomlValue& value, Settings& settings, Mistakes& mistakes) {
            if (value.kind != TomlValue::Kind::kTable) {
              mistakes.add(value.place, std::string(name) + " must be a section: [" + std::string(name) + "]");
              return;
            }
            read_options(options, name, value, settings.*member, mistakes);
          },
          [=] { return print_options(options); }};
}

/// [[name]], as often as one likes.
template <class S>
Section several(std::string_view name, std::vector<S> Settings::*member, std::string_view meaning, bool live,
                std::vector<Option<S>> options) {
  return {name, meaning, true, live, names_of(options),
          [=](const TomlValue& value, Settings& settings, Mistakes& mistakes) {
            const bool tables = value.kind == TomlValue::Kind::kList &&
                                std::all_of(value.items.begin(), value.items.end(), [](const TomlValue& item) {
                                  return item.kind == TomlValue::Kind::kTable;
                                });
            if (!tables) {
              mistakes.add(value.place, std::string(name) + " must have doubled brackets: [[" + std::string(name) + "]]");
              return;
            }
            for (const TomlValue& item : value.items) {
              S& one = (settings.*member).emplace_back();
              one.place = item.place;
              read_options(options, name, item, one, mistakes);
            }
          },
          [=] { return print_options(options); }};
}

std::vector<Section> network_sections() {
  using S = ServerSettings;
  using L = LimitSettings;
  return {
      single<S>("server", &Settings::server, "Where the server listens, and what it shows.",
                {text("address", &S::address, "Numeric IPv4 or IPv6 address to listen on."),
                 whole("port", &S::port, 0, 65535, "0: any that is free."),
                 whole("threads", &S::threads, 0, 256, "0: one for each processor."),
                 text("web", &S::web, "Folder of the built pages; holds canvas.html.", "\"web\"", true),
                 texts("frame_ancestors", &S::frame_ancestors,
                       "Origins that may show the pages in a frame: the orgs' own hosts.",
                       R"(["https://yourdomain.lightning.force.com", "https://yourdomain.my.salesforce.com"])", true),
                 seconds("announce_seconds", &S::announce, 0, 300,
                         "How long /readyz says 503 before connections are closed when stopping, so that a balancer sees it."),
                 seconds("drain_seconds", &S::drain, 0, 300, "How long requests under way may take to end when stopping.")}),
      single<TlsSettings>(
          "tls", &Settings::tls, "TLS in this process. Without a certificate: plain HTTP, for a proxy on the same machine.",
          {text("certificate", &TlsSettings::certificate, "PEM file: the certificate and its chain.", "\"tls/fullchain.pem\""),
           text("key", &TlsSettings::key, "PEM file: the private key.", "\"tls/key.pem\""),
           text("client_ca", &TlsSettings::client_ca, "PEM file: who issues client certificates (mutual TLS).", "\"tls/clients.pem\""),
           choice("client_certificates", &TlsSettings::client_certificates, {"none", "optional", "required"},
                  "Whether clients show a certificate: \"none\", \"optional\" or \"required\".")}),
      single<ProxySettings>(
          "proxy", &Settings::proxy, "A proxy in front. What it says of clients is believed only from the addresses named here.",
          {texts("trusted", &ProxySettings::trusted, "Addresses or networks of the proxy.", R"(["127.0.0.1", "10.0.0.0/8"])"),
           choice("header", &ProxySettings::header, {"x-forwarded-for", "forwarded", "proxy-protocol"},
                  "How it names the client: \"x-forwarded-for\", \"forwarded\" or \"proxy-protocol\".")}),
      single<L>("limits", &Settings::limits, "Bounds. One more connection or request than these is told 503.",
                {whole("connections", &L::connections, 1, 100'000, "Open connections."),
                 whole("connections_of_address", &L::connections_of_address, 1, 100'000, "Of these from one address."),
                 whole("waiting_threads", &L::waiting_threads, 1, 256, "Threads that answer requests which wait for an org."),
                 whole("waiting_requests", &L::waiting_requests, 1, 10'000, "Of these requests at once."),
                 seconds("idle_seconds", &L::idle, 1, kHour, "Between two requests of a connection."),
                 seconds("head_seconds", &L::head, 1, kHour, "For the head of a request."),
                 seconds("body_seconds", &L::body, 1, kHour, "For the body of a request."),
                 seconds("write_seconds", &L::write, 1, kHour, "For sending an answer.")}),
  };
}

/// Without saving through this server a page saves through Salesforce's own.
Option<AppSettings> saves_option() {
  using api::SaveAs;
  return {"saves",
          "Its pages save through this server, which calls the org: as whoever uses the page (true, the same as "
          "\"user\"), or as one user for all (\"integration\").",
          {},
          false,
          [](const TomlValue& value, AppSettings& into) -> Wrong {
            const bool truth = value.kind == TomlValue::Kind::kBoolean;
            const bool text = value.kind == TomlValue::Kind::kText;
            if (truth) {
              into.saves = value.boolean ? SaveAs::kUser : SaveAs::kNobody;
            } else if (text && value.text == "user") {
              into.saves = SaveAs::kUser;
            } else if (text && value.text == "integration") {
              into.saves = SaveAs::kIntegration;
            } else {
              return R"(must be true, false, "user" or "integration")";
            }
            return {};
          },
          [](const AppSettings& from) -> std::string {
            switch (from.saves) {
              case SaveAs::kNobody: break;
              case SaveAs::kUser: return R"("user")";
              case SaveAs::kIntegration: return R"("integration")";
            }
            return "false";
          }};
}

std::vector<Section> served_sections() {
  using A = AppSettings;
  using O = OrganizationSettings;
  return {
      several<BundleSettings>("bundle", &Settings::bundles, "An org's rules, made by `presave compile`. The first is the default.", true,
                              {text("name", &BundleSettings::name, "What apps and organizations call it.", "\"main\"", true),
                               text("file", &BundleSettings::file, "The bundle document.", "\"bundle.json\"", true)}),
      several<MappingSettings>("mapping", &Settings::mappings, "How callers' rows become records (POST /v1/transform): docs/mappings.md.", false,
                               {text("name", &MappingSettings::name, "What callers call it.", "\"customers\"", true),
                                text("file", &MappingSettings::file, "The mapping document, as JSON.", "\"customers.json\"", true),
                                text("bundle", &MappingSettings::bundle, "Name of the bundle whose records it makes; none: the first.", "\"main\"")}),
      several<A>("app", &Settings::apps, "A Canvas app: an external client app with the Canvas plugin. The first answers /canvas.", true,
                 {text("name", &A::name, "A name of your own.", "\"main\"", true),
                  sources("secrets", &A::secrets,
                          "Where its Consumer Secret is: { env = }, { file = } or { credential = } (systemd). Two of them "
                          "while Salesforce rotates it. A secret never stands in this file.",
                          R"([{ credential = "canvas-secret" }])", true),
                  texts("organizations", &A::organizations, "Ids of the orgs that may open it; none: every org.",
                        R"(["00D000000000001EAA"])"),
                  text("bundle", &A::bundle, "Name of the bundle for orgs without one of their own; none: the first.", "\"main\""),
                  saves_option()}),
      several<O>("organization", &Settings::organizations, "What is particular to one org.", false,
                 {text("id", &O::id, "Its id.", "\"00D000000000001EAA\"", true),
                  text("bundle", &O::bundle, "Name of its bundle; none: its app's.", "\"main\""),
                  texts("frame_ancestors", &O::frame_ancestors, "Its own hosts; none: those of [server].",
                        R"(["https://yourdomain.lightning.force.com"])")}),
      several<CallerSettings>("caller", &Settings::callers, "Who may ask under /v1/ from elsewhere: docs/callout.md.",
                              false, caller_options()),
      single<TokenSettings>("tokens", &Settings::tokens, "Access tokens that callers of kind client get.",
                            token_options()),
      single<StoreSettings>("store", &Settings::store, "What outlives the process: tokens, answers to repeated calls, saves.",
                            store_options()),
      several<SignInSettings>("sign_in", &Settings::sign_ins,
                              "An app's OAuth client: users who have not approved the app do so here and now.", false,
                              sign_in_options()),
      several<IntegrationSettings>("integration", &Settings::integrations,
                                   "The user of an org as whom pages of apps with saves = \"integration\" save, whoever "
                                   "uses them: give it no more permissions than they need (docs/sign-in.md).",
                                   false, integration_options()),
      single<CanvasSettings>("canvas", &Settings::canvas, "Sessions of framed pages.",
                             {seconds("issued_age_seconds", &CanvasSettings::issued_age, 0, 7 * kDay,
                                      "How old a signed request may be that says when it was issued; 0: any age."),
                              boolean("session_cookie", &CanvasSettings::session_cookie,
                                      "Sessions travel in a partitioned cookie instead of the page's memory.")}),
      single<CorsSettings>("cors", &Settings::cors, "Pages elsewhere that may call /api/.",
                           {texts("origins", &CorsSettings::origins, "Their origins, each exact.",
                                  R"(["https://yourdomain.lightning.force.com"])")}),
      single<OutboundSettings>(
          "outbound", &Settings::outbound, "Calls to orgs.",
          {text("proxy", &OutboundSettings::proxy, "URL of a proxy for them; empty: none."),
           text("ca_file", &OutboundSettings::ca_file, "PEM file of further certificate authorities; empty: the system's alone."),
           texts("hosts", &OutboundSettings::hosts, "Servers that may be called instead of Salesforce's own; for development.",
                 R"(["http://127.0.0.1:8211"])"),
           boolean("allow_http_to_loopback", &OutboundSettings::allow_http_to_loopback, "For development."),
           whole("daily_calls_percent", &OutboundSettings::daily_calls_percent, 1, 100,
                 "Saves are refused with 503 once an org has used so much of its calls of 24 hours; 100: never for that.")}),
  };
}

std::vector<Section> watching_sections() {
  return {
      single<LogSettings>("log", &Settings::log, "Lines on standard error. None holds a secret or a field's value.",
                          {choice("format", &LogSettings::format, {"auto", "json", "plain"},
                                  "\"json\", \"plain\", or \"auto\": plain on a terminal, else JSON."),
                           boolean("requests", &LogSettings::requests, "One line for each request.")}),
      single<MetricsSettings>(
          "metrics", &Settings::metrics, "GET /metrics, for Prometheus.",
          {choice("access", &MetricsSettings::access, {"off", "loopback", "token"},
                  "Who may read them: nobody (\"off\"), who has the token (\"token\"), or this machine (\"loopback\": not behind a "
                  "proxy on this machine that [proxy] does not name)."),
           source("token", &MetricsSettings::token, "Where the token is that \"Authorization: Bearer\" must carry.",
                  R"({ credential = "metrics-token" })")}),
      single<AuditSettings>(
          "audit", &Settings::audit, "Who validated or saved what: lines chained by hashes (`presave audit verify`).",
          {text("file", &AuditSettings::file, "Where the lines go; empty: nowhere.", "\"audit.jsonl\""),
           boolean("required", &AuditSettings::required, "Refuse with 503 what cannot be written down."),
           boolean("sync", &AuditSettings::sync, "Every line is on the disk before the answer is sent."),
           whole("rotate_megabytes", &AuditSettings::rotate_megabytes, 1, 100'000,
                 "A file of this size is set aside as FILE.1, FILE.2, ...")}),
      single<RateSettings>(
          "rate", &Settings::rate, "How often pages may ask; past it the answer is 429 with Retry-After. 0: without bound.",
          {whole("organization_per_minute", &RateSettings::organization_per_minute, 0, 10'000'000, "Requests of one org."),
           whole("user_per_minute", &RateSettings::user_per_minute, 0, 10'000'000, "Requests of one user.")}),
  };
}

}  // namespace

const std::vector<Section>& sections() {
  static const std::vector<Section> all = [] {
    std::vector<Section> list;
    for (auto* group : {network_sections, served_sections, watching_sections}) {
      for (Section& section : group()) list.push_back(std::move(section));
    }
    return list;
  }();
  return all;
}

std::string example_file() {
  std::string out =
      "# Presave's server: presave serve --config presave.toml\n"
      "# Lines that begin with # and a name show the default, or an example where there is none. Paths are relative\n"
      "# to this file. PRESAVE_SECTION_KEY in the environment (PRESAVE_SERVER_PORT=9000) outranks a key of a section\n"
      "# that stands once. Printed by `presave serve --print-config`.\n";
  for (const Section& section : sections()) {
    const std::string name(section.name);
    out += "\n" + comment(section.meaning) + (section.live ? "" : "#");
    out += (section.repeats ? "[[" + name + "]]" : "[" + name + "]") + "\n";
    std::string keys = section.print();
    if (!section.live) {
      // An optional table is commented out as a whole.
      for (std::size_t line = 0; line < keys.size(); line = keys.find('\n', line) + 1) {
        if (keys[line] != '#') keys.insert(line, "#");
      }
    }
    out += keys;
  }
  return out;
}

}  // namespace presave::server::setup
