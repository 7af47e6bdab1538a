// The page docs/functions.md and the list docs/functions.json, made from the rows of engine/functions alone.
#pragma once

#include <string>

namespace presave::reference {

/// The whole page, as Markdown: an introduction, then a table for each group of functions.
std::string functions_page();

/// The same for programs, such as the workbench's completion: a JSON list of {"name", "group", "signatures", "does",
/// "example", "gives", "where"}; an operator has "operator": true.
std::string functions_list();

}  // namespace presave::reference
