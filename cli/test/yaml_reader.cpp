#include "cli/test/yaml_reader.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <optional>
#include <set>
#include <sstream>

#include "engine/value/utf16.h"

namespace presave::cli {
namespace {

/// Thrown out of the parser's events, and caught in this file: the parser knows no other way to stop.
struct Refused {
  Fault fault;
};

class TreeBuilder final : public YAML::EventHandler {
 public:
  explicit TreeBuilder(const std::string& name) : name_(name) {}

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override { add(mark, anchor, {}); }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    refuse(mark, FaultCode::kWrongShape, "aliases (*name) are not read; write the value out");
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, const std::string& text) override {
    refuse_tag(mark, tag);
    add(mark, anchor, {YamlValue::Scalar{text, tag == kPlain}, 0});
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, YAML::EmitterStyle::value) override {
    refuse_tag(mark, tag);
    open(mark, anchor, {std::vector<YamlValue>{}, 0});
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, YAML::EmitterStyle::value) override {
    refuse_tag(mark, tag);
    open(mark, anchor, {std::vector<YamlMember>{}, 0});
  }
  void OnMapEnd() override { close(); }

  YamlValue root;

 private:
  // What the parser calls scalars without a tag: plain and quoted ones.
  static constexpr std::string_view kPlain = "?";
  static constexpr std::string_view kQuoted = "!";

  /// A list or mapping that is not closed yet; of a mapping also the key whose value comes next.
  struct Open {
    YamlValue value;
    std::optional<std::string> key;
    std::set<std::string, std::less<>> keys = {};  // of the mapping, so far
  };

  [[noreturn]] void refuse(const YAML::Mark& mark, FaultCode code, std::string detail) const {
    throw Refused{{code, name_ + ":" + std::to_string(mark.line + 1), std::move(detail)}};
  }

  void refuse_tag(const YAML::Mark& mark, const std::string& tag) const {
    if (!tag.empty() && tag != kPlain && tag != kQuoted) {
      refuse(mark, FaultCode::kWrongShape, "tags (" + tag + ") are not read; leave it out");
    }
  }

  void count(const YAML::Mark& mark, YAML::anchor_t anchor) {
    if (anchor != YAML::NullAnchor) {
      refuse(mark, FaultCode::kWrongShape, "anchors (&name) are not read; write the value out where it is needed");
    }
    if (++count_ > kYamlValues) refuse(mark, FaultCode::kTooLarge, "more than " + std::to_string(kYamlValues) + " values; split the file");
  }

  void open(const YAML::Mark& mark, YAML::anchor_t anchor, YamlValue value) {
    count(mark, anchor);
    if (open_.size() == kYamlDepth) refuse(mark, FaultCode::kTooLarge, "nested deeper than " + std::to_string(kYamlDepth) + " levels");
    if (!open_.empty() && open_.back().value.members() && !open_.back().key) {
      refuse(mark, FaultCode::kWrongShape, "a key is plain text");
    }
    value.line = mark.line + 1;
    open_.push_back({std::move(value), std::nullopt});
    last_ = mark;
  }

  void close() {
    YamlValue value = std::move(open_.back().value);
    open_.pop_back();
    put(last_, std::move(value));
  }

  void add(const YAML::Mark& mark, YAML::anchor_t anchor, YamlValue value) {
    count(mark, anchor);
    value.line = mark.line + 1;
    put(mark, std::move(value));
  }

  void put(const YAML::Mark& mark, YamlValue value) {
    if (open_.empty()) {
      root = std::move(value);
    } else if (auto* items = std::get_if<std::vector<YamlValue>>(&open_.back().value.value)) {
      items->push_back(std::move(value));
    } else if (!open_.back().key) {
      put_key(mark, value);
    } else {
      auto& members = std::get<std::vector<YamlMember>>(open_.back().value.value);
      members.push_back({*std::move(open_.back().key), std::move(value)});
      open_.back().key.reset();
    }
  }

  void put_key(const YAML::Mark& mark, const YamlValue& key) {
    if (!key.scalar()) refuse(mark, FaultCode::kWrongShape, "a key is plain text");
    if (!open_.back().keys.insert(key.scalar()->text).second) {
      refuse(mark, FaultCode::kWrongShape, "the key " + key.scalar()->text + " appears twice; keep one");
    }
    open_.back().key = key.scalar()->text;
  }

  std::string name_;
  std::vector<Open> open_;
  std::size_t count_ = 0;
  YAML::Mark last_;
};

// YAML 1.2, 5.1: neither does its parser give back what comes behind one.
bool is_forbidden(char c) {
  return (static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == '\x7F';
}

}  // namespace

Result<YamlValue> read_yaml(const std::string& text, const std::string& name) {
  if (text.size() > kYamlBytes) {
    return Fault{FaultCode::kTooLarge, name, "more than " + std::to_string(kYamlBytes) + " bytes; split the file"};
  }
  if (!is_valid_utf8(text)) return Fault{FaultCode::kWrongShape, name, "the text is not UTF-8"};
  if (const auto control = std::find_if(text.begin(), text.end(), is_forbidden); control != text.end()) {
    const auto line = 1 + std::count(text.begin(), control, '\n');
    return Fault{FaultCode::kWrongShape, name + ":" + std::to_string(line), "a control character, which YAML does not allow; write it as \\x.. in double quotes"};
  }
  std::istringstream in(text);
  TreeBuilder builder(name);
  try {
    YAML::Parser parser(in);
    if (!parser.HandleNextDocument(builder)) return Fault{FaultCode::kWrongShape, name, "the file is empty"};
    TreeBuilder second(name);
    if (parser.HandleNextDocument(second)) return Fault{FaultCode::kWrongShape, name, "one document a file; split it at ---"};
  } catch (const Refused& refused) {
    return refused.fault;
  } catch (const YAML::Exception& error) {
    return Fault{FaultCode::kWrongShape, name + ":" + std::to_string(error.mark.line + 1), "not YAML: " + error.msg};
  }
  return std::move(builder.root);
}

}  // namespace presave::cli
