// A mapping in a file, YAML or JSON, and where in it a finding stands.
#pragma once

#include <filesystem>
#include <string>

#include "cli/test/yaml_value.h"
#include "engine/presave.h"

namespace presave::cli {

class MappingFile {
 public:
  /// Reads the file and checks it against the bundle, which must outlive it.
  static Result<MappingFile> read(const Bundle& bundle, const std::filesystem::path& path);

  const Mapping& mapping() const { return mapping_; }
  /// "mapping.yaml:7: error: …", one a line, each with its line end.
  std::string findings() const;

 private:
  MappingFile(std::string name, YamlValue root, Mapping mapping)
      : name_(std::move(name)), root_(std::move(root)), mapping_(std::move(mapping)) {}

  std::string name_;
  YamlValue root_;
  Mapping mapping_;
};

}  // namespace presave::cli
