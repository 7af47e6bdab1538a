// Pieces of an org's source, for tests that import them.
#pragma once

#include <string>

namespace presave::test {

/// A metadata file with that root element.
inline std::string metadata_xml(const std::string& root, const std::string& inside) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<" + root +
         " xmlns=\"http://soap.sforce.com/2006/04/metadata\">\n" + inside + "</" + root + ">\n";
}

}  // namespace presave::test
