// RecordType and BusinessProcess elements: which picklist values a kind of record is offered.
#pragma once

#include <string>
#include <string_view>

#include "engine/schema/org.h"
#include "metadata/xml_file.h"

namespace presave::metadata {

/// A RecordType element. `process` receives the name of its business process; empty when it has none.
schema::RecordType read_record_type(const XmlElement& element, std::string& process);

/// The values of a BusinessProcess element.
schema::OfferedValues read_business_process(const XmlElement& element);

/// The field whose values the business processes of an object choose; empty when it has none.
std::string_view process_field(std::string_view object);

}  // namespace presave::metadata
