// Writes CSV: the form that Bulk API 2.0 takes, or that of RFC 4180.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace presave::csv {

/// What the written file is for.
enum class Form : std::uint8_t {
  kBulk,     ///< Bulk API 2.0: lines end with LF; null is #N/A, an empty cell leaves a field as it is
  kRfc4180,  ///< lines end with CR LF; null is an empty cell
};

/// How Bulk API 2.0 spells a field that becomes blank.
inline constexpr std::string_view kBulkNull = "#N/A";

/// Appends rows to a text that the caller takes away when it likes.
class Writer {
 public:
  /// `separator` is one of kSeparators.
  explicit Writer(std::string& out, Form form, char separator = ',')
      : out_(out), form_(form), separator_(separator) {}

  /// One cell of UTF-8, in quotes only where it needs them. A text that is kBulkNull is read as null by Bulk
  /// API 2.0, which knows no other spelling: false then, and nothing is written.
  [[nodiscard]] bool cell(std::string_view text);
  /// A cell of a field without a value.
  void null();
  void end_row();

 private:
  void put(std::string_view text, bool in_quotes);

  std::string& out_;
  Form form_;
  char separator_;
  bool row_is_begun_ = false;
  bool row_is_empty_ = true;  ///< no byte of it is written
};

}  // namespace presave::csv
