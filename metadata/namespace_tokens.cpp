#include "metadata/namespace_tokens.h"

#include <string_view>

namespace presave::metadata {
namespace {

/// As CumulusCI documents them, in files and in file names.
constexpr std::string_view kTokens[] = {"%%%NAMESPACE%%%", "%%%NAMESPACED_ORG%%%", "%%%NAMESPACED_RT%%%",
                                        "___NAMESPACE___", "___NAMESPACED_ORG___"};
/// What every token has in it: most texts have none.
constexpr std::string_view kMark = "NAMESPACE";

}  // namespace

std::string without_namespace_tokens(std::string text) {
  if (text.find(kMark) == std::string::npos) return text;
  for (const std::string_view token : kTokens) {
    std::size_t from = 0;
    std::string kept;
    for (std::size_t at = text.find(token); at != std::string::npos; at = text.find(token, from)) {
      kept.append(text, from, at - from);
      from = at + token.size();
    }
    if (from > 0) text = kept.append(text, from);
  }
  return text;
}

}  // namespace presave::metadata
