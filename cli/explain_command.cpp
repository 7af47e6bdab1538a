#include "cli/explain_command.h"

#include <cstdio>
#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "cli/clock.h"
#include "cli/exit_code.h"
#include "cli/explain_report.h"
#include "engine/base/limits.h"
#include "engine/bundle/json_reader.h"
#include "engine/check/nearest.h"
#include "metadata/text_file.h"

namespace presave::cli {
namespace {

using Json = nlohmann::ordered_json;

int refuse(const Fault& fault) {
  std::fprintf(stderr, "presave explain: %s\n", printable(fault.text()).c_str());
  return kInput;
}

/// A JSON object's text, when it is one; the engine looks at its members.
struct JsonFile {
  std::string text;
  bool is_request = false;  ///< it brings its own object, operation, …
};

Result<JsonFile> read_json(const std::string& name, std::istream* in) {
  JsonFile file;
  if (in) {
    file.text.assign(std::istreambuf_iterator<char>(*in), {});
  } else {
    Result<std::string> text = metadata::read_text_file(name, name, limits::kRequestBytes);
    if (!text) return text.fault();
    file.text = *std::move(text);
  }
  const Result<json::Document> document = json::parse(file.text, limits::kRequestBytes);
  if (!document) return Fault{document.fault().code, name + ": " + document.fault().where, document.fault().detail};
  if (!document->root().members()) return Fault{FaultCode::kWrongShape, name, "expected a JSON object"};
  file.is_request = document->root().find("record") && document->root().find("object");
  return file;
}

/// The rule that is meant, with its object.
struct RuleName {
  std::string object;
  std::string rule;
};

Result<RuleName> find_rule(const schema::Org& org, const std::string& wanted) {
  const std::size_t dot = wanted.find('.');
  if (dot != std::string::npos) return RuleName{wanted.substr(0, dot), wanted.substr(dot + 1)};
  std::vector<RuleName> found;
  check::Nearest nearest(wanted);
  for (const auto& [name, object] : org.objects) {
    for (const schema::ValidationRule& rule : object.rules) {
      nearest.offer(rule.name);
      if (schema::same_name(rule.name, wanted)) found.push_back({name, rule.name});
    }
  }
  if (found.size() == 1) return found.front();
  if (found.empty()) return Fault{FaultCode::kNotFound, wanted, "the org has no such rule" + nearest.question()};
  return Fault{FaultCode::kWrongShape, wanted,
               "several objects have this rule; say which: " + found[0].object + "." + found[0].rule + " or " +
                   found[1].object + "." + found[1].rule};
}

Result<std::string> request_of(const ExplainOptions& options, const std::string& object) {
  const bool from_input = options.record == "-";
  const Result<JsonFile> record = read_json(from_input ? "standard input" : options.record, from_input ? &std::cin : nullptr);
  if (!record) return record.fault();
  if (record->is_request) {
    if (options.prior.empty() && options.context.empty()) return record->text;
    return Fault{FaultCode::kWrongShape, options.record, "is a whole request; put prior and context into it"};
  }
  std::string out = "{\"object\":" + Json(object).dump(-1, ' ', false, Json::error_handler_t::replace) + ",\"record\":" + record->text;
  if (!options.prior.empty()) {
    const Result<JsonFile> prior = read_json(options.prior.string(), nullptr);
    if (!prior) return prior.fault();
    out += ",\"operation\":\"update\",\"prior\":" + prior->text;
  }
  if (!options.context.empty()) {
    const Result<JsonFile> context = read_json(options.context.string(), nullptr);
    if (!context) return context.fault();
    out += ",\"context\":" + context->text;
  }
  return out + "}";
}

}  // namespace

int explain_command(const ExplainOptions& options) {
  const Result<Bundle> bundle = load_org(options.org);
  if (!bundle) return refuse(bundle.fault());
  const Result<RuleName> rule = find_rule(bundle->org(), options.rule);
  if (!rule) return refuse(rule.fault());
  const Result<std::string> request = request_of(options, rule->object);
  if (!request) return refuse(request.fault());
  const Result<std::string> document =
      bundle->explain("{\"rule\":" + Json(rule->rule).dump(-1, ' ', false, Json::error_handler_t::replace) +
                          ",\"request\":" + *request + "}",
                      now_ms());
  if (!document) return refuse(document.fault());
  const Json explanation = Json::parse(*document);
  const std::string text =
      options.json ? *document + '\n' : explain_report(explanation, Painter(stdout), options.open);
  std::fputs(text.c_str(), stdout);
  return explanation.at("verdict") == "pass" ? kAllPass : kFailures;
}

}  // namespace presave::cli
