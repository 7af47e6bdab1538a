// A JSON document in which one array holds the rows. It is read as a stream: only one row is in memory, however long it is.
#pragma once

#include <cstdint>
#include <istream>
#include <string>
#include <string_view>
#include <vector>

#include "cli/row_reader.h"

namespace presave::cli {

/// Gives each element of the array at a JSON pointer (RFC 6901) as a row of one cell, its text, for the engine to read. What
/// stands behind the array is not read. An element of more than 2 MiB ends the reading with a fault.
class JsonRowsReader final : public RowReader {
 public:
  /// `pointer` is "" for a document that is an array itself, else like "/data/items".
  JsonRowsReader(std::istream& in, std::string name, std::string_view pointer);

  Result<bool> next(Row& row) override;
  std::uint64_t bytes() const override { return bytes_; }

 private:
  Done find_array();
  Done enter_member(const std::string& name);
  Done enter_element(const std::string& index);
  Done read_value(std::string* into);
  Done read_nested(std::string* into);
  Done read_string(std::string* into);
  Done keep(int c, std::string* into) const;
  Result<std::string> read_name();
  int peek();
  int take();
  int next_sign();
  Fault fault(std::string detail) const;

  std::istream& in_;
  std::vector<std::string> path_;
  std::string shown_path_;
  std::vector<char> piece_;
  std::size_t at_ = 0;
  std::size_t end_ = 0;
  std::uint64_t line_ = 1;
  std::uint64_t bytes_ = 0;
  bool is_inside_ = false;
  bool is_first_ = true;
  bool is_over_ = false;
};

}  // namespace presave::cli
