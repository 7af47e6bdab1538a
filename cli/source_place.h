// From a place in a formula to the place in the file that the formula was read from, for editors and code
// reviews.
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/schema/org.h"

namespace presave::cli {

struct Place {
  std::string file;        ///< empty where the formula's file is not known
  std::size_t line = 1;    ///< 1-based
  std::size_t column = 1;  ///< 1-based, in UTF-16 units
};

/// Looks into the files below some folders: there entities (&gt;) and the start tag stand in the line, too.
/// Where a file is not at hand, or has changed since, the line is the formula's and the column is counted in
/// the formula.
class SourcePlaces {
 public:
  explicit SourcePlaces(std::vector<std::filesystem::path> folders) : folders_(std::move(folders)) {}

  /// The place of the byte `at` of a formula.
  Place find(const schema::Source& source, std::string_view formula, std::size_t at);

 private:
  const std::string& text_of(const std::string& file);

  std::vector<std::filesystem::path> folders_;
  std::map<std::string, std::string> texts_;
};

}  // namespace presave::cli
