// Which files make up an org's source: the package folders of an SFDX project, or any folder, in name order.
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
  std::string shown;   ///< relative to the imported folder, with '/'
  std::string stem;    ///< of Customer.recordType-meta.xml (and Customer.recordType) "Customer"
  std::string ending;  ///< of the same "recordType"; "json" of a file that may be a describe
};

struct SourceTree {
  std::string name;               ///< of the project; of the folder where there is no project file
  std::vector<SourceFile> files;  ///< in an order that is the same on every machine
  std::vector<schema::LeftOut> left_out;
};

/// Lists a folder: all package folders where it holds an sfdx-project.json, the folder itself otherwise; or a
/// single file. Files count by their names: *-meta.xml of the source format, the Metadata API's own endings
/// (Account.object), and *.json. Hidden folders, node_modules and folders of web code are no source. What
/// cannot be read or is not followed (links, a malformed project file) is named.
Result<SourceTree> list_source(const std::filesystem::path& folder);

}  // namespace presave::metadata
