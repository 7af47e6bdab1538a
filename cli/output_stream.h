// Files that commands write while they work: too long for memory, and never half a file under its name.
#pragma once

#include <filesystem>
#include <fstream>
#include <string_view>

#include "engine/base/result.h"

namespace presave::cli {

/// Writes beside the file; finish() gives it its name. Without finish() there is no file.
class OutputStream {
 public:
  /// No path: nothing is written anywhere.
  explicit OutputStream(std::filesystem::path path);
  ~OutputStream();
  OutputStream(const OutputStream&) = delete;
  OutputStream& operator=(const OutputStream&) = delete;

  /// A fault where the file cannot be written: the folder, the disk.
  Done write(std::string_view text);
  Done finish();

 private:
  Fault unwritable() const;

  const std::filesystem::path path_;
  const std::filesystem::path beside_;
  std::ofstream out_;
};

}  // namespace presave::cli
