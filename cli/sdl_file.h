// A mapping file of Salesforce's Data Loader (.sdl): a line "column=Field" each, as Java properties are written. What a
// mapping needs besides, Data Loader takes from elsewhere; here it comes from the command line.
// Source: Data Loader Guide, "Map Columns".
#pragma once

#include <string>
#include <string_view>

#include "cli/test/yaml_value.h"
#include "engine/base/result.h"
#include "engine/schema/org.h"

namespace presave::cli {

/// What an .sdl file does not say.
struct SdlTarget {
  std::string object;                ///< API name
  std::string operation = "insert";  ///< as in a mapping
  std::string external_id;           ///< of an upsert
};

/// The same as a mapping document (docs/mappings.md) that knows the lines. Left to read: `"constant"=Field`, several fields
/// behind one column (`Mail=Email,Reply_To__c`), parents by external id (`Home=Depot__r\:Code__c`), columns without a field.
/// `name` is what faults call the file.
Result<YamlValue> read_sdl(std::string_view text, const std::string& name, const SdlTarget& target, const schema::Org& org);

}  // namespace presave::cli
