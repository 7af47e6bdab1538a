// "Did you mean": the nearest of some names.
#pragma once

#include <string>
#include <string_view>

namespace presave::check {

/// Edit distance without regard to ASCII case, at most `most` (then `most` + 1).
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t most);

/// Keeps the nearest of the names offered to it.
class Nearest {
 public:
  explicit Nearest(std::string_view wanted) : wanted_(wanted), best_(wanted.size() / 3 + 1) {}
  void offer(std::string_view name);
  /// Empty when nothing was near enough.
  const std::string& name() const { return name_; }
  /// "; did you mean Name?", to end a sentence with; empty when nothing was near enough.
  std::string question() const { return name_.empty() ? std::string() : "; did you mean " + name_ + "?"; }

 private:
  std::string wanted_;
  std::size_t best_;  // a name must beat this distance
  std::string name_;
};

/// What to write for a function that does not exist: the one of nearest spelling, or what stands for a function of
/// other languages ("CONCAT": "&").
std::string nearest_function(std::string_view name);

}  // namespace presave::check
