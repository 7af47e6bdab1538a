#include "server/callers/caller.h"

#include <array>

namespace presave::server::callers {
namespace {

struct ScopeName {
  Scope scope;
  std::string_view name;
};
constexpr std::array<ScopeName, 4> kNames = {{
    {Scope::kValidate, "validate"},
    {Scope::kExplain, "explain"},
    {Scope::kRequirements, "requirements"},
    {Scope::kBundle, "bundle"},
}};

}  // namespace

std::optional<Scopes> Scopes::from(std::string_view text) {
  Scopes found;
  while (!text.empty()) {
    const auto end = text.find(' ');
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    bool known = word.empty();
    for (const ScopeName& one : kNames) {
      if (one.name != word) continue;
      found.add(one.scope);
      known = true;
    }
    if (!known) return std::nullopt;
  }
  return found;
}

std::string Scopes::text() const {
  std::string out;
  for (const ScopeName& one : kNames) {
    if (has(one.scope)) out += (out.empty() ? "" : " ") + std::string(one.name);
  }
  return out;
}

}  // namespace presave::server::callers
