#include "engine/bundle/json_reader.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include <nlohmann/json.hpp>

#include "engine/base/limits.h"

namespace presave::json {
namespace {

const std::vector<Node> kNoItems;
const std::vector<Member> kNoMembers;

std::string line_and_column(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, std::min(offset, text.size()));
  const auto line = 1 + std::count(before.begin(), before.end(), '\n');
  const std::size_t line_start = before.rfind('\n') + 1;  // npos + 1 is 0: the first line
  return "line " + std::to_string(line) + ", column " + std::to_string(before.size() - line_start + 1);
}

std::string what_was_expected(std::string_view message) {
  // "[json.exception.parse_error.101] parse error at line 1, column 2: syntax error while parsing … - …; last
  // read: '…'; expected …": keep what was expected, not what was read: that may be somebody's data.
  const std::size_t start = message.find(": ");
  if (start == std::string_view::npos) return "a number is too large; write it as a string";
  message.remove_prefix(start + 2);
  const std::size_t read = message.find("; last read: ");
  if (read == std::string_view::npos) return std::string(message);
  std::string kept(message.substr(0, read));
  const std::size_t expected = message.rfind("'; expected ");
  if (expected != std::string_view::npos && expected > read) kept += message.substr(expected + 1);
  return kept;
}

std::string escaped(std::string_view name) {
  std::string out;
  for (const char c : name) {
    if (c == '~') {
      out += "~0";
    } else if (c == '/') {
      out += "~1";
    } else {
      out += c;
    }
  }
  return out;
}

const std::string* repeated_name(const std::vector<Member>& members) {
  std::vector<const std::string*> names;
  names.reserve(members.size());
  for (const Member& member : members) names.push_back(&member.name);
  std::sort(names.begin(), names.end(), [](const std::string* a, const std::string* b) { return *a < *b; });
  const auto twin = std::adjacent_find(names.begin(), names.end(),
                                       [](const std::string* a, const std::string* b) { return *a == *b; });
  return twin == names.end() ? nullptr : *twin;
}

/// Receives the parser's events and builds the tree; a false answer stops the parser.
class TreeBuilder {
 public:
  explicit TreeBuilder(std::string_view text) : text_(text) {}

  bool null() { return add({}); }
  bool boolean(bool value) { return add({value}); }
  bool number_integer(std::int64_t value) { return add({Number{std::to_string(value)}}); }
  bool number_unsigned(std::uint64_t value) { return add({Number{std::to_string(value)}}); }
  bool number_float(double, const std::string& spelling) { return add({Number{spelling}}); }
  bool string(std::string& value) { return add({std::move(value)}); }
  bool binary(const nlohmann::json::binary_t&) { return false; }  // JSON text has none

  bool start_object(std::size_t) { return open({std::vector<Member>()}); }
  bool start_array(std::size_t) { return open({std::vector<Node>()}); }
  bool key(std::string& name) {
    names_.back() = std::move(name);
    return true;
  }
  bool end_object() {
    const std::string* twice = repeated_name(*open_.back().members());
    if (twice == nullptr) return close();
    return refuse(FaultCode::kMalformedJson, "the member \"" + *twice + "\" appears twice in one object");
  }
  bool end_array() { return close(); }

  bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception& error) {
    fault_ = Fault{FaultCode::kMalformedJson, line_and_column(text_, position == 0 ? 0 : position - 1),
                   what_was_expected(error.what())};
    return false;
  }

  Result<Document> finish() && {
    if (fault_) return std::move(*fault_);
    return Document(std::move(root_));
  }

 private:
  bool open(Node node) {
    if (open_.size() == limits::kJsonDepth) {
      return refuse(FaultCode::kTooLarge,
                    "nested deeper than " + std::to_string(limits::kJsonDepth) + " levels");
    }
    open_.push_back(std::move(node));
    names_.emplace_back();
    return true;
  }

  bool close() {
    Node node = std::move(open_.back());
    open_.pop_back();
    names_.pop_back();
    return add(std::move(node));
  }

  bool add(Node node) {
    if (++values_ > limits::kJsonValues) {
      return refuse(FaultCode::kTooLarge, "more than " + std::to_string(limits::kJsonValues) + " values");
    }
    if (open_.empty()) {
      root_ = std::move(node);
    } else if (auto* items = std::get_if<std::vector<Node>>(&open_.back().value)) {
      items->push_back(std::move(node));
    } else if (auto* members = std::get_if<std::vector<Member>>(&open_.back().value)) {
      members->push_back({std::move(names_.back()), std::move(node)});
    }
    return true;
  }

  bool refuse(FaultCode code, std::string detail) {
    fault_ = Fault{code, pointer_here(), std::move(detail)};
    return false;
  }

  /// The JSON pointer of the innermost array or object that is open.
  std::string pointer_here() const {
    std::string path;
    for (std::size_t level = 0; level + 1 < open_.size(); ++level) {
      const auto* items = open_[level].items();
      path += '/' + (items != nullptr ? std::to_string(items->size()) : escaped(names_[level]));
    }
    return path;
  }

  std::string_view text_;
  Node root_;
  std::vector<Node> open_;          ///< the arrays and objects not yet closed
  std::vector<std::string> names_;  ///< for each, the name of the member being read
  std::size_t values_ = 0;
  std::optional<Fault> fault_;
};

/// Extends `path` to lead from `from` to `to`; false when it does not stand below.
bool find_path(const Node& from, const Node& to, std::string& path) {
  if (&from == &to) return true;
  const std::size_t length = path.size();
  if (const auto* items = from.items()) {
    for (std::size_t i = 0; i < items->size(); ++i) {
      path += '/' + std::to_string(i);
      if (find_path((*items)[i], to, path)) return true;
      path.resize(length);
    }
  }
  if (const auto* members = from.members()) {
    for (const Member& member : *members) {
      path += '/' + escaped(member.name);
      if (find_path(member.node, to, path)) return true;
      path.resize(length);
    }
  }
  return false;
}

std::string_view kind_of(const Node& node) {
  constexpr std::string_view kKinds[] = {"null",     "true or false", "a number",
                                         "a string", "an array",      "an object"};
  return kKinds[node.value.index()];
}

std::string expected(std::string_view what, const Node& found) {
  return "expected " + std::string(what) + ", found " + std::string(kind_of(found));
}

const std::vector<Member>& members_or_none(const Node& node) {
  const auto* members = node.members();
  return members != nullptr ? *members : kNoMembers;
}

}  // namespace

const Node* Node::find(std::string_view name) const {
  for (const Member& member : members_or_none(*this)) {
    if (member.name == name) return &member.node;
  }
  return nullptr;
}

std::string Document::pointer_to(const Node& node) const {
  std::string path;
  find_path(root_, node, path);
  return path;
}

Result<Document> parse(std::string_view text, std::size_t most_bytes) {
  if (text.size() > most_bytes) {
    return Fault{FaultCode::kTooLarge,
                 {},
                 std::to_string(text.size()) + " bytes; at most " + std::to_string(most_bytes) + " are read"};
  }
  TreeBuilder builder(text);
  nlohmann::json::sax_parse(text.begin(), text.end(), &builder);  // its answer is in the builder
  return std::move(builder).finish();
}

void Complaints::add(const Node& node, std::string detail, FaultCode code) {
  if (!first_) first_ = Fault{code, document_.pointer_to(node), std::move(detail)};
}

ObjectReader::ObjectReader(const Node& node, Complaints& complaints)
    : node_(node), members_(members_or_none(node)), complaints_(complaints), asked_(members_.size(), false) {
  if (node.members() == nullptr) complaints.add(node, expected("an object", node));
}

const Node* ObjectReader::member(std::string_view name) {
  for (std::size_t i = 0; i < members_.size(); ++i) {
    if (members_[i].name != name) continue;
    asked_[i] = true;
    return &members_[i].node;
  }
  return nullptr;
}

std::string ObjectReader::text(std::string_view name) {
  const Node* found = member(name);
  if (found == nullptr) return {};
  if (const std::string* text = found->text()) return *text;
  complaints_.add(*found, expected("a string", *found));
  return {};
}

std::string ObjectReader::required_text(std::string_view name) {
  if (member(name) == nullptr) {
    complaints_.add(node_, "the member \"" + std::string(name) + "\" is missing; expected a string");
  }
  return text(name);
}

bool ObjectReader::flag(std::string_view name, bool when_missing) {
  const Node* found = member(name);
  if (found == nullptr) return when_missing;
  if (const bool* value = found->boolean()) return *value;
  complaints_.add(*found, expected("true or false", *found));
  return when_missing;
}

std::optional<int> ObjectReader::whole_number(std::string_view name, int least, int most) {
  const Node* found = member(name);
  if (found == nullptr) return std::nullopt;
  if (const Number* number = found->number()) {
    const std::string& spelling = number->spelling;
    const char* end = spelling.data() + spelling.size();
    int value = 0;
    const auto [stop, error] = std::from_chars(spelling.data(), end, value);
    if (error == std::errc() && stop == end && value >= least && value <= most) return value;
  }
  complaints_.add(*found,
                  "expected a whole number from " + std::to_string(least) + " to " + std::to_string(most));
  return std::nullopt;
}

const std::vector<Node>& ObjectReader::items(std::string_view name) {
  const Node* found = member(name);
  if (found == nullptr) return kNoItems;
  if (const auto* items = found->items()) return *items;
  complaints_.add(*found, expected("an array", *found));
  return kNoItems;
}

const std::vector<Member>& ObjectReader::members(std::string_view name) {
  const Node* found = member(name);
  if (found == nullptr) return kNoMembers;
  if (found->members() == nullptr) complaints_.add(*found, expected("an object", *found));
  return members_or_none(*found);
}

std::vector<std::string> ObjectReader::texts(std::string_view name) {
  std::vector<std::string> out;
  for (const Node& item : items(name)) {
    if (const std::string* text = item.text()) {
      out.push_back(*text);
    } else {
      complaints_.add(item, expected("a string", item));
    }
  }
  return out;
}

void ObjectReader::refuse_unknown() {
  for (std::size_t i = 0; i < members_.size(); ++i) {
    if (!asked_[i]) complaints_.add(members_[i].node, "unknown member; remove it or correct its spelling");
  }
}

}  // namespace presave::json
