#include "cli/test/test_file.h"

#include <algorithm>
#include <array>
#include <system_error>

#include "cli/test/yaml_reader.h"
#include "metadata/text_file.h"

namespace presave::cli {
namespace {

constexpr std::size_t kMostFiles = 10'000;  // test files in one folder

/// Reads the cases of one file; keeps the first complaint.
class FileReader {
 public:
  explicit FileReader(const std::string& path) : path_(path) {}

  Result<TestFile> read(const YamlValue& root) {
    if (Done known = only(root, {"object", "context", "record", "cases"}); !known) return known.fault();
    TestFile file{path_, {}};
    const YamlValue* object = root.find("object");
    if (!object || !object->scalar()) return wrong(root, "the file must say which object it is about: object: Rental__c");
    object_ = object->scalar()->text;
    Result<YamlValue> record = mapping(root, "record");
    if (!record) return record.fault();
    Result<YamlValue> context = mapping(root, "context");
    if (!context) return context.fault();
    const YamlValue* cases = root.find("cases");
    if (!cases || !cases->items()) return wrong(root, "the file must hold a list of cases");
    for (const YamlValue& item : *cases->items()) {
      Result<TestCase> made = read_case(item, *record, *context);
      if (!made) return made.fault();
      file.cases.push_back(*std::move(made));
    }
    return file;
  }

 private:
  Fault wrong(const YamlValue& value, std::string detail) const {
    return {FaultCode::kWrongShape, path_ + ":" + std::to_string(value.line), std::move(detail)};
  }

  Done only(const YamlValue& value, std::initializer_list<std::string_view> names) const {
    if (!value.members()) return wrong(value, "expected a mapping (name: value)");
    for (const YamlMember& member : *value.members()) {
      if (std::find(names.begin(), names.end(), member.name) != names.end()) continue;
      std::string known;
      for (const std::string_view name : names) known += (known.empty() ? "" : ", ") + std::string(name);
      return wrong(member.value, "unknown word " + member.name + "; known here are " + known);
    }
    return done();
  }

  // A member that is a mapping; empty when it is missing.
  Result<YamlValue> mapping(const YamlValue& value, std::string_view name) const {
    const YamlValue* found = value.find(name);
    if (!found || found->is_null()) return empty_mapping();
    if (!found->members()) return wrong(*found, std::string(name) + " is a mapping of names and values");
    return *found;
  }

  Result<TestCase> read_case(const YamlValue& item, const YamlValue& base, const YamlValue& base_context) const {
    if (Done known = only(item, {"name", "record", "prior", "context", "expect", "undetermined", "faulted"}); !known) {
      return known.fault();
    }
    TestCase made;
    made.line = item.line;
    made.object = object_;
    const YamlValue* name = item.find("name");
    if (!name || !name->scalar() || name->scalar()->text.empty()) return wrong(item, "a case needs a name");
    made.name = name->scalar()->text;
    Result<YamlValue> record = mapping(item, "record");
    if (!record) return record.fault();
    Result<YamlValue> context = mapping(item, "context");
    if (!context) return context.fault();
    Result<YamlValue> prior = mapping(item, "prior");
    if (!prior) return prior.fault();
    // An update: what the file gives for all cases was there before, the case's record is what changes.
    const bool update = item.find("prior") != nullptr;
    made.request = "{\"object\":" + to_json(text(object_)) + ",\"operation\":" + (update ? "\"update\"" : "\"insert\"") +
                   ",\"record\":" + to_json(update ? *record : laid_over(base, *record)) +
                   (update ? ",\"prior\":" + to_json(laid_over(base, *prior)) : std::string()) +
                   ",\"context\":" + to_json(laid_over(base_context, *context)) + "}";
    if (Done read = read_expectation(item, made.expect); !read) return read.fault();
    return made;
  }

  static YamlValue text(const std::string& text) {
    YamlValue out;
    out.value = YamlValue::Scalar{text, false};
    return out;
  }

  Done read_expectation(const YamlValue& item, Expectation& expect) const {
    const YamlValue* what = item.find("expect");
    if (!what) return wrong(item, "a case needs expect: passes, or the rules that refuse the record");
    const auto* word = what->scalar();
    if (!(word && word->text == "passes")) {
      if (Done read = read_names(*what, expect.failures); !read) return read;
    }
    for (auto [name, list] : {std::pair("undetermined", &expect.undetermined), std::pair("faulted", &expect.faulted)}) {
      const YamlValue* given = item.find(name);
      if (!given) continue;
      if (Done read = read_names(*given, *list); !read) return read;
    }
    return done();
  }

  // A rule, a list of rules, and among them constraints: {EndDate__c: required}.
  Done read_names(const YamlValue& value, std::vector<std::string>& out) const {
    if (value.scalar()) {
      out.push_back(value.scalar()->text);
    } else if (value.members() && value.members()->size() == 1 && value.members()->front().value.scalar()) {
      const YamlMember& member = value.members()->front();
      out.push_back(member.name + ": " + member.value.scalar()->text);
    } else if (value.items()) {
      for (const YamlValue& item : *value.items()) {
        if (item.items()) return wrong(item, "expected a rule or {FIELD: constraint}");
        if (Done read = read_names(item, out); !read) return read;
      }
    } else {
      return wrong(value, "expected a rule, {FIELD: constraint}, or a list of these");
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return done();
  }

  std::string path_;
  std::string object_;
};

bool is_test_file(const std::filesystem::path& path) {
  constexpr std::array kEndings = {".yaml", ".yml", ".json"};
  return std::find(kEndings.begin(), kEndings.end(), path.extension()) != kEndings.end();
}

}  // namespace

Result<TestFile> read_test_file(const std::filesystem::path& path) {
  const std::string shown = path.generic_string();
  const Result<std::string> text = metadata::read_text_file(path, shown, kYamlBytes);
  if (!text) return text.fault();
  const Result<YamlValue> root = read_yaml(*text, shown);
  if (!root) return root.fault();
  return FileReader(shown).read(*root);
}

Result<std::vector<std::filesystem::path>> find_test_files(const std::filesystem::path& path) {
  namespace fs = std::filesystem;
  std::error_code error;
  if (fs::is_regular_file(path, error)) return std::vector<fs::path>{path};
  if (!fs::is_directory(path, error)) {
    return Fault{FaultCode::kNotFound, path.generic_string(), "name a folder of test files, or one file (.yaml, .yml, .json)"};
  }
  std::vector<fs::path> found;
  fs::recursive_directory_iterator at(path, error);
  for (; !error && at != fs::recursive_directory_iterator(); at.increment(error)) {
    std::error_code unreadable;
    if (!at->is_regular_file(unreadable) || !is_test_file(at->path())) continue;
    if (found.size() == kMostFiles) {
      return Fault{FaultCode::kTooLarge, path.generic_string(), "more than " + std::to_string(kMostFiles) + " test files"};
    }
    found.push_back(at->path());
  }
  if (error) return Fault{FaultCode::kUnreadable, path.generic_string(), error.message()};
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace presave::cli
