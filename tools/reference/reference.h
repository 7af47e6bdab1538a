// The page docs/functions.md, made from the rows of engine/functions alone.
#pragma once

#include <string>

namespace presave::reference {

/// The whole page, as Markdown: an introduction, then a table for each group of functions.
std::string functions_page();

}  // namespace presave::reference
