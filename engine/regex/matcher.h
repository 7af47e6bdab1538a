// Runs a Program over one text. Choices live on a stack of their own, so that no text can overflow the
// machine's.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "engine/regex/program.h"
#include "engine/regex/regex.h"

namespace presave::regex {

/// An array that starts in place and moves to the heap when it grows. For plain data only.
template <class T, std::size_t kInPlace>
class GrowingArray {
 public:
  std::size_t size() const { return size_; }
  T& operator[](std::size_t index) { return data_[index]; }
  void push(const T& value) {
    if (size_ == capacity_) grow();
    data_[size_++] = value;
  }
  const T& pop() { return data_[--size_]; }
  void truncate(std::size_t size) { size_ = size; }

 private:
  void grow() {
    auto larger = std::make_unique<T[]>(capacity_ * 2);
    for (std::size_t i = 0; i < size_; ++i) larger[i] = data_[i];
    heap_ = std::move(larger);
    data_ = heap_.get();
    capacity_ *= 2;
  }

  T in_place_[kInPlace];
  std::unique_ptr<T[]> heap_;
  T* data_ = in_place_;
  std::size_t size_ = 0;
  std::size_t capacity_ = kInPlace;
};

class Matcher {
 public:
  Matcher(const Program& program, const char32_t* text, std::size_t length);
  Matcher(const Matcher&) = delete;
  Matcher& operator=(const Matcher&) = delete;

  Regex::Match run();
  /// What run() has used of its budget, in steps of a Meter.
  std::uint64_t spent() const { return static_cast<std::uint64_t>(most_ - budget_) / 2; }

 private:
  /// A way back: what to do when everything after it has failed.
  struct Choice {
    enum class Kind : std::uint32_t {
      kGoTo,         ///< continue at `target`, position `a`
      kGoToMemo,     ///< the same, and memo `b` remembers that the loop's body failed here
      kRestore,      ///< register `target` was `a`; look further
      kShorterRun,   ///< run instruction `target` reaches to `a`, and may be cut back to `b`
      kLongerRun,    ///< run instruction `target` reaches to `a`, and may be extended to `b`
      kIterate,      ///< begin another iteration of the lazy loop at instruction `target`, position `a`
      kFurtherBack,  ///< lookbehind instruction `target` failed from `a`
    };
    Kind kind;
    std::uint32_t target;
    std::uint32_t a;
    std::uint32_t b;
  };

  bool execute(const Instruction& instruction);
  bool backtrack();

  bool match_one(bool matched);
  bool run_characters(const Instruction& run);
  bool shorten_run(const Choice& choice);
  bool lengthen_run(const Choice& choice);
  bool split(const Instruction& instruction);
  bool start_loop(const Loop& loop);
  bool next_iteration(const Loop& loop);
  bool begin_iteration(const Loop& loop);
  bool back_reference(const Instruction& reference);
  bool go_behind(const Instruction& behind, std::uint32_t start);
  bool holds(const Instruction& assertion);
  bool at_final_end(bool unix_lines) const;
  bool at_line_start(bool unix_lines) const;
  bool at_line_end(bool unix_lines) const;
  bool at_word_boundary(const Instruction& assertion) const;
  bool is_word(const Instruction& assertion, std::uint32_t position) const;

  bool contains(const FastSet& set, char32_t character) const;
  void enter(std::uint32_t frame);
  void commit(std::uint32_t frame) { choices_.truncate(registers_[frame]); }
  void set_register(std::uint32_t index, std::uint32_t value);
  void push(Choice::Kind kind, std::uint32_t target, std::uint32_t a, std::uint32_t b = 0);
  bool failed_here_before(std::uint32_t memo) const;
  void remember_failure(std::uint32_t memo, std::uint32_t position);

  const Program& program_;
  const char32_t* text_;
  std::uint32_t length_;
  std::uint32_t pc_ = 0;
  std::uint32_t position_ = 0;
  const std::int64_t most_;
  std::int64_t budget_;
  bool found_ = false;
  GrowingArray<std::uint32_t, 24> registers_;
  GrowingArray<Choice, 32> choices_;
  std::vector<bool> memo_;  ///< a bit for each memo and position, made when the first loop fails
};

}  // namespace presave::regex
