// Tokens that packaging tools replace by a package's namespace when they deploy. Source that still has them
// is read as that of the unpackaged org: without a namespace.
#pragma once

#include <string>

namespace presave::metadata {

/// The text without the tokens; line ends stay where they are.
std::string without_namespace_tokens(std::string text);

}  // namespace presave::metadata
