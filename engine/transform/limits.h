// The bounds of a mapping. Past one the mapping is refused, and the refusal names the bound.
#pragma once

#include <cstddef>

namespace presave::transform {

inline constexpr std::size_t kMappingBytes = 1u << 20;  ///< a mapping document, in bytes
inline constexpr std::size_t kMostFields = 1000;        ///< fields that one mapping fills
inline constexpr std::size_t kMostColumns = 2000;       ///< columns that one mapping reads
inline constexpr std::size_t kMostMapEntries = 20000;   ///< of all value maps of one mapping
inline constexpr std::size_t kMostFindings = 200;       ///< that are said about one mapping
inline constexpr std::size_t kRowBytes = 1u << 20;      ///< a row document, in bytes
inline constexpr std::size_t kShownCharacters = 80;     ///< of a value in a reason

}  // namespace presave::transform
