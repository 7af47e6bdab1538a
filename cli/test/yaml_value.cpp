#include "cli/test/yaml_value.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "engine/bundle/json_reader.h"

namespace presave::cli {
namespace {

std::string quoted(const std::string& text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

// Not every number of YAML is one of JSON: 0x1F and 010 stay text.
bool is_json_word(const std::string& text) {
  if (text == "true" || text == "false") return true;
  const bool may_be_number = !text.empty() && (text[0] == '-' || (text[0] >= '0' && text[0] <= '9'));
  if (!may_be_number) return false;
  const Result<json::Document> read = json::parse(text, text.size());  // by those who will read it
  return read && read->root().number();
}

template <class List, class Write>
std::string listed(const List& list, char open, char close, Write write) {
  std::string out(1, open);
  for (const auto& item : list) {
    if (out.size() > 1) out += ',';
    out += write(item);
  }
  return out + close;
}

}  // namespace

const YamlValue* YamlValue::find(std::string_view name) const {
  if (!members()) return nullptr;
  const auto at = std::find_if(members()->begin(), members()->end(), [&](const YamlMember& member) { return member.name == name; });
  return at == members()->end() ? nullptr : &at->value;
}

std::string to_json(const YamlValue& value) {
  if (const auto* scalar = value.scalar()) {
    return scalar->plain && is_json_word(scalar->text) ? scalar->text : quoted(scalar->text);
  }
  if (value.items()) return listed(*value.items(), '[', ']', to_json);
  if (value.members()) {
    return listed(*value.members(), '{', '}',
                  [](const YamlMember& member) { return quoted(member.name) + ":" + to_json(member.value); });
  }
  return "null";
}

YamlValue laid_over(const YamlValue& base, const YamlValue& over) {
  if (!base.members() || !over.members()) return over;
  YamlValue out = base;
  out.line = over.line;
  auto& members = std::get<std::vector<YamlMember>>(out.value);
  for (const YamlMember& member : *over.members()) {
    const auto at = std::find_if(members.begin(), members.end(), [&](const YamlMember& known) { return known.name == member.name; });
    if (at == members.end()) members.push_back(member);
    else at->value = laid_over(at->value, member.value);
  }
  return out;
}

YamlValue empty_mapping() {
  YamlValue out;
  out.value = std::vector<YamlMember>{};
  return out;
}

}  // namespace presave::cli
