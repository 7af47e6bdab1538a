// Kinds of metadata that are seen and not taken over, and why. A person must be able to learn from the report
// what the verdicts do not cover.
#pragma once

#include <string>
#include <string_view>

namespace presave::metadata {

struct LeftOutKind {
  std::string_view ending;  ///< of the file: "recordType" for Customer.recordType-meta.xml
  std::string_view
      element;            ///< the same thing written inside a CustomObject element; empty when it cannot be
  std::string_view what;  ///< "record type"
  std::string_view why;
  bool counted =
      false;  ///< reported as one number for a source folder, since there are many and each says little
};

/// The kind of a file ending; kinds that are not listed give one general row.
const LeftOutKind& left_out_kind(std::string_view ending);
/// The kind of an element inside a CustomObject; nullptr when it takes no part in saving a record.
const LeftOutKind* left_out_element(std::string_view element);

}  // namespace presave::metadata
