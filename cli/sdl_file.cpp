#include "cli/sdl_file.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "engine/value/utf16.h"

namespace presave::cli {
namespace {

/// A line's key and value, unescaped.
struct Property {
  std::string key;
  std::string value;
  int line = 0;
};

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\f';
}

/// java.util.Properties' format, as far as Data Loader writes it: escapes, comments, lines that go on.
class PropertiesReader {
 public:
  explicit PropertiesReader(std::string_view text) : text_(text) {}

  std::optional<Property> next() {
    while (at_ < text_.size()) {
      skip_blanks();
      if (at_ == text_.size()) break;
      const char first = text_[at_];
      if (first == '\n' || first == '\r') {
        end_line();
      } else if (first == '#' || first == '!') {
        while (at_ < text_.size() && text_[at_] != '\n' && text_[at_] != '\r') ++at_;
      } else {
        Property property{{}, {}, line_};
        property.key = read_until([](char c) { return c == '=' || c == ':' || is_blank(c); });
        skip_blanks();
        if (at_ < text_.size() && (text_[at_] == '=' || text_[at_] == ':')) ++at_;
        skip_blanks();
        property.value = read_until([](char) { return false; });
        return property;
      }
    }
    return std::nullopt;
  }

 private:
  void skip_blanks() {
    while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
  }
  void end_line() {
    const char first = text_[at_++];
    if (first == '\r' && at_ < text_.size() && text_[at_] == '\n') ++at_;
    ++line_;
  }

  template <class Ends>
  std::string read_until(Ends ends) {
    std::string out;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '\n' || c == '\r' || ends(c)) break;
      ++at_;
      if (c != '\\') out += c;
      else if (at_ < text_.size()) unescape(out);
    }
    return out;
  }

  void unescape(std::string& out) {
    const char c = text_[at_];
    if (c == '\n' || c == '\r') {  // the line goes on
      end_line();
      skip_blanks();
      return;
    }
    ++at_;
    constexpr std::string_view kNames = "tnrf";
    constexpr std::string_view kMeanings = "\t\n\r\f";
    const auto known = kNames.find(c);
    if (c == 'u') append_unicode(out);
    else out += known == std::string_view::npos ? c : kMeanings[known];
  }

  /// Four hexadecimal digits; what is none stands as it is. Two halves of a character beyond the first plane become one.
  void append_unicode(std::string& out) {
    const auto first = unit();
    if (!first) {
      out += 'u';
      return;
    }
    char32_t c = *first;
    const bool is_high = c >= 0xD800 && c < 0xDC00;
    if (is_high && text_.substr(at_, 2) == "\\u") {
      const std::size_t back = at_;
      at_ += 2;
      const auto low = unit();
      if (low && *low >= 0xDC00 && *low < 0xE000) c = 0x10000 + ((c - 0xD800) << 10) + (*low - 0xDC00);
      else at_ = back;
    }
    if (c >= 0xD800 && c < 0xE000) c = 0xFFFD;  // half of a character
    char bytes[4];
    out.append(bytes, encode_utf8(c, bytes));
  }

  std::optional<char32_t> unit() {
    char32_t value = 0;
    if (text_.size() - at_ < 4) return std::nullopt;
    for (const char c : text_.substr(at_, 4)) {
      const char lower = static_cast<char>(c | 0x20);
      const bool digit = c >= '0' && c <= '9';
      if (!digit && (lower < 'a' || lower > 'f')) return std::nullopt;
      value = value * 16 + static_cast<char32_t>(digit ? c - '0' : lower - 'a' + 10);
    }
    at_ += 4;
    return value;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int line_ = 1;
};

YamlValue scalar(std::string text, int line) {
  return {YamlValue::Scalar{std::move(text), false}, line};
}

YamlValue one_member(std::string name, YamlValue value, int line) {
  return {std::vector<YamlMember>{{std::move(name), std::move(value)}}, line};
}

std::string trimmed(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return std::string(text);
}

std::vector<std::string> split_fields(std::string_view list) {
  std::vector<std::string> fields;
  while (!list.empty()) {
    const auto comma = list.find(',');
    if (std::string field = trimmed(list.substr(0, comma)); !field.empty()) fields.push_back(std::move(field));
    list = comma == std::string_view::npos ? std::string_view() : list.substr(comma + 1);
  }
  return fields;
}

/// The lookup behind a relationship's name, and the object of it that has the field; empty where there is none.
struct Parent {
  std::string lookup;
  std::string field;  ///< "Depot__c.Code__c"
};
Parent find_parent(const schema::Org& org, const std::string& object, std::string_view relationship, const std::string& field) {
  const auto found = org.objects.find(object);
  if (found == org.objects.end()) return {};
  for (const auto& [name, lookup] : found->second.fields) {
    if (!schema::same_name(lookup.relationship_name, relationship)) continue;
    for (const std::string& target : lookup.reference_to) {
      const auto parent = org.objects.find(target);
      if (parent != org.objects.end() && parent->second.fields.contains(field)) return {name, target + "." + field};
    }
    return {name, lookup.reference_to.empty() ? field : lookup.reference_to.front() + "." + field};
  }
  return {};
}

/// What one field of the records gets: a member of "fields".
YamlMember field_of(const Property& property, const std::string& field, const SdlTarget& target, const schema::Org& org) {
  const int line = property.line;
  const std::string& key = property.key;
  const bool is_constant = key.size() >= 2 && key.front() == '"' && key.back() == '"';
  const auto colon = field.rfind(':');
  if (is_constant) return {field, one_member("value", scalar(key.substr(1, key.size() - 2), line), line)};
  if (colon == std::string::npos) return {field, one_member("from", scalar(key, line), line)};
  const Parent parent = find_parent(org, target.object, std::string_view(field).substr(0, colon), field.substr(colon + 1));
  YamlValue lookup = one_member("field", scalar(parent.field, line), line);
  std::get<std::vector<YamlMember>>(lookup.value).push_back({"from", scalar(key, line)});
  // A relationship that there is not is told by the mapping's own check, under the name that stands here.
  return {parent.lookup.empty() ? field : parent.lookup, one_member("lookup", std::move(lookup), line)};
}

}  // namespace

Result<YamlValue> read_sdl(std::string_view text, const std::string& name, const SdlTarget& target, const schema::Org& org) {
  if (target.object.empty()) {
    return Fault{FaultCode::kBadValue, name, "an .sdl file does not say for which object it is; add --object, and --operation where it is no insert"};
  }
  if (!is_valid_utf8(text)) return Fault{FaultCode::kWrongShape, name, "the file is not UTF-8; letters beyond ASCII stand as \\u00E4 in it"};
  std::vector<YamlMember> fields;
  PropertiesReader reader(text);
  while (const auto property = reader.next()) {
    for (const std::string& field : split_fields(property->value)) {
      const bool twice = std::any_of(fields.begin(), fields.end(), [&field](const YamlMember& other) { return other.name == field; });
      if (twice) return Fault{FaultCode::kWrongShape, name + ":" + std::to_string(property->line), "a second column for " + field};
      fields.push_back(field_of(*property, field, target, org));
    }
  }
  std::vector<YamlMember> members = {{"object", scalar(target.object, 1)}, {"operation", scalar(target.operation, 1)}};
  if (!target.external_id.empty()) members.push_back({"externalId", scalar(target.external_id, 1)});
  members.push_back({"fields", {std::move(fields), 1}});
  return YamlValue{std::move(members), 1};
}

}  // namespace presave::cli
