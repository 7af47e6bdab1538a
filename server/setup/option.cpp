#include "server/setup/option.h"

namespace presave::server::setup {
namespace {

constexpr std::string_view kSourceForms = R"({ env = "NAME" }, { file = "PATH" } or { credential = "NAME" })";

}  // namespace

Wrong read_text(const TomlValue& value, std::string& into) {
  if (value.kind != TomlValue::Kind::kText) return "must be a text in quotes";
  into = value.text;
  return {};
}

Wrong read_whole(const TomlValue& value, std::int64_t least, std::int64_t most, std::int64_t& into) {
  if (value.kind != TomlValue::Kind::kWhole || value.whole < least || value.whole > most) {
    return "must be a whole number from " + std::to_string(least) + " to " + std::to_string(most);
  }
  into = value.whole;
  return {};
}

Wrong read_boolean(const TomlValue& value, bool& into) {
  if (value.kind != TomlValue::Kind::kBoolean) return "must be true or false";
  into = value.boolean;
  return {};
}

Wrong read_texts(const TomlValue& value, std::vector<std::string>& into) {
  if (value.kind != TomlValue::Kind::kList) return "must be a list of texts: [\"...\"]";
  into.clear();
  for (const TomlValue& item : value.items) {
    if (item.kind != TomlValue::Kind::kText) return "must be a list of texts: [\"...\"]";
    into.push_back(item.text);
  }
  return {};
}

Wrong read_choice(const TomlValue& value, const std::vector<std::string_view>& choices, std::string& into) {
  std::string list;
  for (const std::string_view one : choices) {
    if (value.kind == TomlValue::Kind::kText && value.text == one) {
      into = value.text;
      return {};
    }
    list += (list.empty() ? "" : ", ") + toml_text(one);
  }
  return "must be one of " + list;
}

/// Never repeats what stands there: it may be the secret itself.
Wrong read_source(const TomlValue& value, crypto::SecretSource& into) {
  if (value.kind == TomlValue::Kind::kText) {
    return "holds a secret itself, which does not belong in this file: say where it is, as " +
           std::string(kSourceForms);
  }
  const bool one = value.kind == TomlValue::Kind::kTable && value.entries.size() == 1 &&
                   value.entries.front().value.kind == TomlValue::Kind::kText &&
                   !value.entries.front().value.text.empty();
  if (!one) return "must be " + std::string(kSourceForms);
  const TomlEntry& entry = value.entries.front();
  into = {};
  if (entry.name == "env") {
    into.environment = entry.value.text;
  } else if (entry.name == "file") {
    into.file = entry.value.text;
  } else if (entry.name == "credential") {
    into.credential = entry.value.text;
  } else {
    return "must be " + std::string(kSourceForms);
  }
  return {};
}

Wrong read_sources(const TomlValue& value, std::vector<crypto::SecretSource>& into) {
  if (value.kind != TomlValue::Kind::kList) {
    return value.kind == TomlValue::Kind::kText ? read_source(value, into.emplace_back())
                                                : "must be a list of " + std::string(kSourceForms);
  }
  into.clear();
  for (const TomlValue& item : value.items) {
    Wrong wrong = read_source(item, into.emplace_back());
    if (!wrong.empty()) return wrong;
  }
  return {};
}

std::string toml_text(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

}  // namespace presave::server::setup
