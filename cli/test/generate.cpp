#include "cli/test/generate.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "cli/test/run.h"
#include "cli/test/yaml_writer.h"

namespace presave::cli {
namespace {

using Json = nlohmann::ordered_json;

std::string dumped(const Json& value) { return value.dump(-1, ' ', false, Json::error_handler_t::replace); }

constexpr std::size_t kLongestText = 60;  // characters of a condition in a case's name

std::string words(const Json& goal) {
  return goal.at("rule").get<std::string>() + ": " + one_line(goal.at("text").get<std::string>(), kLongestText) + " is " +
         side_text(goal.at("side").get<std::string>());
}

// The smallest condition says best what a case is about.
std::string name_of(const Json& goals) {
  const auto smallest = std::min_element(goals.begin(), goals.end(), [](const Json& a, const Json& b) {
    return a.at("text").get_ref<const std::string&>().size() < b.at("text").get_ref<const std::string&>().size();
  });
  const std::string more = goals.size() == 1 ? std::string() : " and " + std::to_string(goals.size() - 1) + " more";
  return words(*smallest) + more;
}

// Whether `whole` has every member of `part`, so that it can be written as laid over it.
bool covers(const Json& whole, const Json& part) {
  if (!part.is_object()) return true;
  return whole.is_object() && std::all_of(part.items().begin(), part.items().end(), [&](const auto& member) {
    return whole.contains(member.key()) && covers(whole.at(member.key()), member.value());
  });
}

// What is to be laid over `base` to get `whole`.
Json difference(const Json& whole, const Json& base) {
  Json out = Json::object();
  for (const auto& [name, value] : whole.items()) {
    if (!base.contains(name)) out[name] = value;
    else if (value == base.at(name)) continue;
    else out[name] = value.is_object() && base.at(name).is_object() ? difference(value, base.at(name)) : value;
  }
  return out;
}

std::string expectation_text(const Expectation& expectation) {
  Json failures = Json::array();
  for (const std::string& failure : expectation.failures) {
    const std::size_t colon = failure.find(": ");
    if (colon == std::string::npos) failures.push_back(failure);
    else failures.push_back({{failure.substr(0, colon), failure.substr(colon + 2)}});
  }
  std::string out = "    expect: " + (failures.empty() ? std::string("passes") : yaml_line(failures)) + '\n';
  if (!expectation.undetermined.empty()) out += "    undetermined: " + yaml_line(Json(expectation.undetermined)) + '\n';
  if (!expectation.faulted.empty()) out += "    faulted: " + yaml_line(Json(expectation.faulted)) + '\n';
  return out;
}

std::string member_line(const char* name, const Json& value) {
  return value.empty() ? std::string() : "    " + std::string(name) + ": " + yaml_line(value) + '\n';
}

/// Writes one file: what all cases share once, then what each changes.
class FileWriter {
 public:
  FileWriter(const std::string& object, const Json& proposals) {
    const Json* first = nullptr;
    for (const Json& proposal : proposals) {
      const Json& request = proposal.at("request");
      if (!first && request.at("operation") == "insert") first = &request;
    }
    if (first) {
      record_ = first->at("record");
      context_ = first->value("context", Json::object());
    }
    for (const Json& proposal : proposals) {
      const Json& request = proposal.at("request");
      if (!covers(whole(request), record_)) record_ = Json::object();
      if (!covers(request.value("context", Json::object()), context_)) context_ = Json::object();
    }
    text_ = "# Proposed by `presave test --generate`: give the cases names that say what they mean.\nobject: " + object + '\n';
    if (!context_.empty()) text_ += "context:\n" + yaml_members(context_, 2);
    if (!record_.empty()) text_ += "record:\n" + yaml_members(record_, 2);
    text_ += "cases:\n";
  }

  void add(const std::string& name, const Json& request, const Expectation& expectation) {
    text_ += "  - name: " + yaml_line(Json(name)) + '\n';
    if (request.contains("prior")) {
      const Json prior = difference(request.at("prior"), record_);
      text_ += "    prior: " + yaml_line(prior) + '\n' + member_line("record", request.at("record"));
    } else {
      text_ += member_line("record", difference(request.at("record"), record_));
    }
    text_ += member_line("context", difference(request.value("context", Json::object()), context_)) + expectation_text(expectation);
  }
  const std::string& text() const { return text_; }

 private:
  // What a case gives on top of the record that all share: of an update the record before it.
  static const Json& whole(const Json& request) { return request.contains("prior") ? request.at("prior") : request.at("record"); }

  Json record_ = Json::object();
  Json context_ = Json::object();
  std::string text_;
};

std::string requests_of(const std::string& object, const std::vector<TestFile>& files) {
  std::string out;
  for (const TestFile& file : files) {
    for (const TestCase& test : file.cases) {
      if (schema::same_name(test.object, object)) out += (out.empty() ? "" : ",") + test.request;
    }
  }
  return out;
}

// The clock of a proposal is written down: rules that read it must decide the same tomorrow.
void pin_clock(Json& request, const std::string& now) {
  Json& context = request["context"];
  if (!context.is_object()) context = Json::object();
  if (!context.contains("now")) context["now"] = now;
}

std::string instant(std::int64_t now_ms) {
  const auto seconds = static_cast<std::time_t>(now_ms / 1000);
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  char out[32];
  std::strftime(out, sizeof out, "%Y-%m-%dT%H:%M:%SZ", &parts);
  return out;
}

Result<ProposedFile> propose_for(const Bundle& bundle, const std::string& object, const std::vector<TestFile>& files,
                                 std::int64_t now_ms, Coverage& coverage) {
  const Result<std::string> document = bundle.propose(
      R"({"object":)" + dumped(object) + R"(,"requests":[)" + requests_of(object, files) + "]}", now_ms);
  if (!document) return document.fault();
  Json proposed = Json::parse(*document);
  for (Json& proposal : proposed.at("proposals")) pin_clock(proposal.at("request"), instant(now_ms));
  FileWriter writer(object, proposed.at("proposals"));
  ProposedFile out;
  out.object = object;
  out.gave_up = !proposed.at("everythingSmallTried").get<bool>();
  for (const Json& proposal : proposed.at("proposals")) {
    const Result<std::string> covered = bundle.cover(R"({"request":)" + dumped(proposal.at("request")) + "}", now_ms);
    if (!covered) return covered.fault();
    const Json shown = Json::parse(*covered);
    const std::size_t fresh = coverage.add(object, shown.at("rules"));
    if (fresh == 0) continue;
    out.shown += fresh;
    ++out.cases;
    writer.add(name_of(proposal.at("shows")), proposal.at("request"), expectation_of(shown.at("outcome")));
  }
  for (const Json& goal : proposed.at("open")) out.open.push_back(words(goal));
  out.text = writer.text();
  return out;
}

}  // namespace

Result<std::vector<ProposedFile>> propose_cases(const Bundle& bundle, const std::vector<TestFile>& files, std::int64_t now_ms,
                                                Coverage& coverage) {
  std::vector<std::string> objects;
  for (const CoveredRule& rule : coverage.rules()) {
    const bool known = std::find(objects.begin(), objects.end(), rule.object) != objects.end();
    if (!known && rule.seen() < rule.goals.size()) objects.push_back(rule.object);
  }
  std::vector<ProposedFile> out;
  for (const std::string& object : objects) {
    Result<ProposedFile> file = propose_for(bundle, object, files, now_ms, coverage);
    if (!file) return file.fault();
    if (file->cases > 0 || !file->open.empty()) out.push_back(*std::move(file));
  }
  return out;
}

}  // namespace presave::cli
