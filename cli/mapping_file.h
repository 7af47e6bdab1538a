// A mapping in a file, YAML, JSON or Data Loader's .sdl, and where in it a finding stands.
#pragma once

#include <filesystem>
#include <string>

#include "cli/sdl_file.h"
#include "cli/test/yaml_value.h"
#include "engine/presave.h"

namespace presave::cli {

class MappingFile {
 public:
  /// Reads the file and checks it against the bundle, which must outlive it.
  /// `sdl` is what an .sdl file does not say itself.
  static Result<MappingFile> read(const Bundle& bundle, const std::filesystem::path& path, const SdlTarget& sdl = {});

  const Mapping& mapping() const { return mapping_; }
  /// The mapping document, as the engine reads it.
  std::string json() const { return to_json(root_); }
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
