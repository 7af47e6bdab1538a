#include "cli/row_reader.h"

#include <cstring>

namespace presave::cli {

void Row::keep(const std::vector<std::string_view>& read) {
  std::size_t size = 0;
  for (const std::string_view cell : read) size += cell.size();
  bytes_.reset(new char[size]);  // not zeroed first: libc++ has no make_unique_for_overwrite yet
  cells.clear();
  cells.reserve(read.size());
  char* place = bytes_.get();
  for (const std::string_view cell : read) {
    if (!cell.empty()) std::memcpy(place, cell.data(), cell.size());
    cells.emplace_back(place, cell.size());
    place += cell.size();
  }
}

}  // namespace presave::cli
