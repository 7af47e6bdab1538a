// Which files make up an org's source: the package folders of an SFDX project, walked in name order.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/schema/org.h"

namespace presave::metadata {

/// A metadata file found in the tree.
struct SourceFile {
  std::filesystem::path path;
  std::string shown;  ///< relative to the imported folder, with '/'
};

struct SourceTree {
  std::string name;               ///< of the project; of the folder where there is no project file
  std::vector<SourceFile> files;  ///< those named *-meta.xml, in an order that is the same on every machine
  std::vector<schema::LeftOut> left_out;
};

/// Lists a folder: all package folders where it holds an sfdx-project.json, the folder itself otherwise.
/// Hidden folders and node_modules are no source. Symbolic links inside are not followed but named.
Result<SourceTree> list_source(const std::filesystem::path& folder);

}  // namespace presave::metadata
