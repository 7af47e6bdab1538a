// Every bound of reading CSV, each with its unit. What passes one is refused with its place; nothing is cut.
#pragma once

#include <cstddef>

namespace presave::csv {

inline constexpr std::size_t kColumns = 2000;  ///< cells of one row
inline constexpr std::size_t kCellBytes =
    524288;  ///< one cell as it stands in the file, in bytes of UTF-8: the
             ///< longest text of an org, 131,072 characters of four bytes
inline constexpr std::size_t kRowBytes = 1u << 20;  ///< one row without its line end, in bytes of UTF-8

}  // namespace presave::csv
