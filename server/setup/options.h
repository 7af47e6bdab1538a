// Every key of presave.toml, in one table of sections: what it means, its default, how it is read. The commented
// example file is printed from it.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "server/setup/option.h"
#include "server/setup/settings.h"

namespace presave::server::setup {

/// A section as the reader and the printer see it, whatever it is kept in.
struct Section {
  std::string_view name;     ///< "server"
  std::string_view meaning;  ///< a sentence, for people
  bool repeats = false;      ///< [[name]]: as many as one likes
  bool live = true;          ///< the example shows its header uncommented
  std::vector<std::string> names;
  std::function<void(const TomlValue&, Settings&, Mistakes&)> read;
  std::function<std::string()> print;  ///< its keys with their meanings, as lines of the example
};

/// In the order of the example.
const std::vector<Section>& sections();

/// packaging/presave.toml: every key with its meaning; those with a default are commented out.
std::string example_file();

}  // namespace presave::server::setup
