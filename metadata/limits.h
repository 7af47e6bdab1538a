// Every bound of reading an org's source, each with its unit.
#pragma once

#include <cstddef>

namespace presave::metadata::limits {

inline constexpr std::size_t kFileBytes = 16u << 20;        ///< one metadata file, in bytes
inline constexpr std::size_t kProjectFileBytes = 1u << 20;  ///< sfdx-project.json, in bytes
inline constexpr std::size_t kEntries = 500000;             ///< files and folders of one source tree
inline constexpr std::size_t kFolderDepth = 32;             ///< folders inside folders, in levels

}  // namespace presave::metadata::limits
