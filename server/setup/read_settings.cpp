#include "server/setup/read_settings.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "engine/check/nearest.h"
#include "server/setup/options.h"

namespace presave::server::setup {
namespace {

constexpr std::string_view kPrefix = "PRESAVE_";
constexpr std::string_view kSecretVariable = "PRESAVE_CANVAS_SECRET";  // of the flags; begins like a section

std::string upper(std::string_view name) {
  std::string out(name);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  return out;
}

void refuse_unknown_sections(const TomlValue& root, Mistakes& mistakes) {
  for (const TomlEntry& entry : root.entries) {
    check::Nearest nearest(entry.name);
    bool known = false;
    for (const Section& section : sections()) {
      known = known || section.name == entry.name;
      nearest.offer(section.name);
    }
    if (!known) mistakes.add(entry.place, "there is no section " + toml_text(entry.name) + nearest.question());
  }
}

/// A variable's text as the value it stands for: a number, true or false, a list, else itself.
TomlValue value_of(const std::string& text) {
  const auto parsed = parse_toml("value = " + text, "");
  if (parsed) {
    if (const TomlEntry* entry = parsed->find("value"); entry && parsed->entries.size() == 1) {
      TomlValue value = entry->value;
      value.place = {};
      return value;
    }
  }
  TomlValue value;
  value.kind = TomlValue::Kind::kText;
  value.text = text;
  return value;
}

/// The section that a variable's name begins like; null where it is none of ours: others' begin with PRESAVE_, too.
const Section* section_of(std::string_view variable) {
  const auto found = std::find_if(sections().begin(), sections().end(), [variable](const Section& one) {
    const std::string begin = std::string(kPrefix) + upper(one.name) + "_";
    return !one.repeats && variable.substr(0, begin.size()) == begin;
  });
  return found == sections().end() ? nullptr : &*found;
}

/// The key of a section that a variable names; null, and a mistake, where the section has none.
const std::string* key_of(const Section& section, const std::string& variable, Mistakes& mistakes) {
  const std::string wanted = variable.substr(kPrefix.size() + section.name.size() + 1);
  check::Nearest nearest(wanted);
  for (const std::string& name : section.names) {
    if (upper(name) == wanted) return &name;
    nearest.offer(upper(name));
  }
  mistakes.add({FaultCode::kBadConfiguration, "environment variable " + variable,
                "[" + std::string(section.name) + "] has no such key" + nearest.question()});
  return nullptr;
}

/// The entries of a section, which is made where the file has none.
std::vector<TomlEntry>& entries_of(std::string_view section, TomlValue& root) {
  for (TomlEntry& entry : root.entries) {
    if (entry.name == section) return entry.value.entries;
  }
  TomlValue table;
  table.kind = TomlValue::Kind::kTable;
  root.entries.push_back({std::string(section), {}, std::move(table)});
  return root.entries.back().value.entries;
}

/// Puts PRESAVE_SECTION_KEY into the tree, in place of what the file says.
void overlay(const Environment& environment, TomlValue& root, Mistakes& mistakes) {
  for (const auto& [variable, text] : environment) {
    const Section* section = variable == kSecretVariable ? nullptr : section_of(variable);
    const std::string* key = section ? key_of(*section, variable, mistakes) : nullptr;
    if (!key) continue;
    std::vector<TomlEntry>& entries = entries_of(section->name, root);
    std::erase_if(entries, [key](const TomlEntry& one) { return one.name == *key; });
    entries.push_back({*key, {}, value_of(text)});
  }
}

void make_absolute(const std::string& file, std::string& path) {
  if (path.empty()) return;
  path = (std::filesystem::path(file).parent_path() / path).lexically_normal().string();
}

void make_absolute(const std::string& file, Settings& settings) {
  for (std::string* path : {&settings.server.web, &settings.tls.certificate, &settings.tls.key, &settings.tls.client_ca,
                            &settings.audit.file, &settings.outbound.ca_file, &settings.metrics.token.file,
                            &settings.store.file, &settings.store.keys.file}) {
    make_absolute(file, *path);
  }
  for (BundleSettings& bundle : settings.bundles) make_absolute(file, bundle.file);
  for (MappingSettings& mapping : settings.mappings) make_absolute(file, mapping.file);
  for (CallerSettings& caller : settings.callers) {
    for (std::string& path : caller.key_files) make_absolute(file, path);
  }
  for (crypto::SecretSource& key : settings.tokens.keys) make_absolute(file, key.file);
  for (SignInSettings& one : settings.sign_ins) make_absolute(file, one.client_secret.file);
  for (IntegrationSettings& one : settings.integrations) {
    make_absolute(file, one.client_secret.file);
    make_absolute(file, one.key.file);
  }
  for (AppSettings& app : settings.apps) {
    for (crypto::SecretSource& secret : app.secrets) make_absolute(file, secret.file);
  }
}

}  // namespace

Environment presave_environment() {
  Environment found;
  for (char** variable = environ; *variable; ++variable) {
    const std::string_view text = *variable;
    const std::size_t equals = text.find('=');
    if (text.substr(0, kPrefix.size()) != kPrefix || equals == std::string_view::npos) continue;
    found.emplace_back(text.substr(0, equals), text.substr(equals + 1));
  }
  return found;
}

ReadSettings read_settings(std::string_view text, const std::string& file, const Environment& environment) {
  ReadSettings read;
  read.settings.file = file;
  auto root = parse_toml(text, file);
  if (!root) {
    read.mistakes.push_back(root.fault());
    return read;
  }
  Mistakes mistakes(file);
  refuse_unknown_sections(*root, mistakes);
  overlay(environment, *root, mistakes);
  for (const Section& section : sections()) {
    if (const TomlEntry* entry = root->find(section.name)) {
      section.read(entry->value, read.settings, mistakes);
    } else if (section.live && (section.repeats || section.name == "server")) {
      mistakes.add(Place{}, "lacks the section [" + std::string(section.name) + "]; `presave serve --print-config` shows it");
    }
  }
  make_absolute(file, read.settings);
  read.mistakes = std::move(mistakes).take();
  return read;
}

}  // namespace presave::server::setup
