#include "cli/mapping_file.h"

#include <algorithm>
#include <string_view>

#include "cli/terminal.h"
#include "cli/test/yaml_reader.h"
#include "metadata/text_file.h"

namespace presave::cli {
namespace {

/// A step of a JSON pointer as the name it stands for.
std::string name_of_step(std::string_view step) {
  std::string name;
  for (std::size_t at = 0; at < step.size(); ++at) {
    const bool escaped = step[at] == '~' && at + 1 < step.size();
    name += !escaped ? step[at] : step[++at] == '1' ? '/' : '~';
  }
  return name;
}

/// The line at which a JSON pointer's value begins, or the last value on the way that there is.
int line_of(const YamlValue& root, std::string_view pointer) {
  const YamlValue* value = &root;
  while (pointer.starts_with('/')) {
    pointer.remove_prefix(1);
    const std::size_t end = std::min(pointer.find('/'), pointer.size());
    const YamlValue* next = value->find(name_of_step(pointer.substr(0, end)));
    if (!next) break;
    value = next;
    pointer.remove_prefix(end);
  }
  return value->line;
}

}  // namespace

Result<MappingFile> MappingFile::read(const Bundle& bundle, const std::filesystem::path& path, const SdlTarget& sdl) {
  const std::string name = path.string();
  const Result<std::string> text = metadata::read_text_file(path, name, kYamlBytes);
  if (!text) return text.fault();
  const bool is_sdl = path.extension() == ".sdl";
  Result<YamlValue> root = is_sdl ? read_sdl(*text, name, sdl, bundle.org()) : read_yaml(*text, name);
  if (!root) return root.fault();
  Result<Mapping> mapping = Mapping::load(bundle, to_json(*root));
  if (!mapping) {
    const Fault& fault = mapping.fault();
    return Fault{fault.code, name + ":" + std::to_string(line_of(*root, fault.where)), fault.where + ": " + fault.detail};
  }
  return MappingFile(name, *std::move(root), *std::move(mapping));
}

std::string MappingFile::findings() const {
  std::string out;
  for (const MappingFinding& finding : mapping_.findings()) {
    const std::string place = name_ + ":" + std::to_string(line_of(root_, finding.where));
    const std::string column = finding.end > 0 ? " (at character " + std::to_string(finding.begin + 1) + " of the formula)" : "";
    const std::string line = place + (finding.is_error ? ": error: " : ": warning: ") + finding.where + ": " + finding.message + column;
    out += printable(line) + "\n";
  }
  return out;
}

}  // namespace presave::cli
