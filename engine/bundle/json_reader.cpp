#include "engine/bundle/json_reader.h"

#include <algorithm>
#include <charconv>
#include <type_traits>

namespace presave::json {

static_assert(std::is_trivially_copyable_v<Node> && std::is_trivially_copyable_v<Member>);

namespace {

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
      path += '/' + escaped_name(member.name);
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

std::span<const Member> members_or_none(const Node& node) {
  const auto* members = node.members();
  return members != nullptr ? *members : std::span<const Member>();
}

}  // namespace

std::string escaped_name(std::string_view name) {
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

void* Document::Blocks::take(std::size_t bytes) {
  if (size_ - used_ < bytes) {
    constexpr std::size_t kFirst = 2048;
    constexpr std::size_t kMost = 65536;
    size_ = std::max(bytes, std::min(kMost, std::max(kFirst, size_ * 2)));
    blocks_.push_back(std::unique_ptr<std::byte[]>(new std::byte[size_]));
    used_ = 0;
  }
  void* const room = blocks_.back().get() + used_;
  used_ += bytes;
  return room;
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
  if (const auto* text = found->text()) return std::string(*text);
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
    const std::string_view spelling = number->spelling;
    const char* end = spelling.data() + spelling.size();
    int value = 0;
    const auto [stop, error] = std::from_chars(spelling.data(), end, value);
    if (error == std::errc() && stop == end && value >= least && value <= most) return value;
  }
  complaints_.add(*found,
                  "expected a whole number from " + std::to_string(least) + " to " + std::to_string(most));
  return std::nullopt;
}

std::span<const Node> ObjectReader::items(std::string_view name) {
  const Node* found = member(name);
  if (found == nullptr) return {};
  if (const auto* items = found->items()) return *items;
  complaints_.add(*found, expected("an array", *found));
  return {};
}

std::span<const Member> ObjectReader::members(std::string_view name) {
  const Node* found = member(name);
  if (found == nullptr) return {};
  if (found->members() == nullptr) complaints_.add(*found, expected("an object", *found));
  return members_or_none(*found);
}

std::vector<std::string> ObjectReader::texts(std::string_view name) {
  std::vector<std::string> out;
  for (const Node& item : items(name)) {
    if (const auto* text = item.text()) {
      out.emplace_back(*text);
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
