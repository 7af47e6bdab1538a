// How far a long work is, for a person who waits: a bar on the terminal while the answers go elsewhere.
#pragma once

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <optional>
#include <string>

namespace presave::cli {

/// One line: "[#####...............]  25 %  250,000 rows". Without a size, the rows alone.
std::string progress_line(std::uint64_t rows, std::uint64_t bytes, std::optional<std::uint64_t> of_bytes);

class Progress {
 public:
  /// `of_bytes` is the size of what is read, where it is known.
  explicit Progress(std::optional<std::uint64_t> of_bytes);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// Shows that much; quiet where nobody looks, and between two looks.
  void show(std::uint64_t rows, std::uint64_t bytes);

 private:
  std::optional<std::uint64_t> of_bytes_;
  bool on_;
  bool shown_ = false;
  std::chrono::steady_clock::time_point next_;
};

}  // namespace presave::cli
