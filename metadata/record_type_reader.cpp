#include "metadata/record_type_reader.h"

#include <optional>

namespace presave::metadata {
namespace {

std::optional<int> hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return std::nullopt;
}

/// Record types write the values they offer percent-encoded: "R%26D" is "R&D".
std::string percent_decoded(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto high = text[i] == '%' && i + 2 < text.size() ? hex_digit(text[i + 1]) : std::nullopt;
    const auto low = high ? hex_digit(text[i + 2]) : std::nullopt;
    if (!low) {
      out += text[i];
      continue;
    }
    out += static_cast<char>(*high * 16 + *low);
    i += 2;
  }
  return out;
}

schema::OfferedValues read_offered(const XmlElement& element) {
  schema::OfferedValues offered;
  for (const XmlElement& value : element.children("values")) {
    offered.values.push_back(percent_decoded(value.text_of("fullName")));
    if (value.flag("default")) offered.default_value = offered.values.back();
  }
  return offered;
}

}  // namespace

schema::RecordType read_record_type(const XmlElement& element, std::string& process) {
  schema::RecordType type;
  type.label = element.text_of("label");
  type.active = !element.has("active") || element.flag("active");
  type.source = element.source();
  for (const XmlElement& picklist : element.children("picklistValues")) {
    type.picklists[picklist.text_of("picklist")] = read_offered(picklist);
  }
  process = element.text_of("businessProcess");
  return type;
}

schema::OfferedValues read_business_process(const XmlElement& element) {
  return read_offered(element);
}

std::string_view process_field(std::string_view object) {
  if (object == "Opportunity") return "StageName";
  return object == "Lead" || object == "Case" || object == "Solution" ? "Status" : "";
}

}  // namespace presave::metadata
