// What `presave diff` prints: for people on a terminal, for pull requests, for programs.
#pragma once

#include <string>
#include <vector>

#include "cli/terminal.h"
#include "engine/diff/change.h"

namespace presave::cli {

struct Difference {
  std::string before;  ///< what the two sides are called
  std::string after;
  std::vector<diff::Change> changes;
};

std::string diff_text(const Difference& difference, const Painter& painter);
std::string diff_markdown(const Difference& difference);
std::string diff_json(const Difference& difference);

}  // namespace presave::cli
