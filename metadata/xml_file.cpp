#include "metadata/xml_file.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <utility>

namespace presave::metadata {

std::vector<XmlElement> XmlElement::children(const char* name) const {
  std::vector<XmlElement> out;
  for (const pugi::xml_node& node : node_.children(name)) out.push_back({node, *file_});
  return out;
}

std::vector<XmlElement> XmlElement::children() const {
  std::vector<XmlElement> out;
  for (const pugi::xml_node& node : node_.children()) {
    if (node.type() == pugi::node_element) out.push_back({node, *file_});
  }
  return out;
}

std::string XmlElement::text() const {
  std::string out;
  for (const pugi::xml_node& part : node_.children()) {
    if (part.type() == pugi::node_pcdata || part.type() == pugi::node_cdata) out += part.value();
  }
  return out;
}

Result<std::optional<int>> XmlElement::whole_number(const char* name, int most) const {
  const XmlElement element = child(name);
  if (!element) return std::optional<int>();
  const std::string text = element.text();
  int value = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || stop != text.data() + text.size() || value < 0 || value > most) {
    return element.wrong("<" + std::string(name) + "> must be a whole number from 0 to " +
                         std::to_string(most));
  }
  return std::optional<int>(value);
}

schema::Source XmlElement::source() const {
  return {file_->name(), file_->line_at(node_.offset_debug())};
}

Fault XmlElement::wrong(std::string detail) const {
  const schema::Source place = source();
  return {FaultCode::kWrongShape, place.file + ":" + std::to_string(place.line), std::move(detail)};
}

XmlFile::XmlFile(std::string_view text, std::string shown) : name_(std::move(shown)), line_starts_{0} {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n') line_starts_.push_back(static_cast<std::ptrdiff_t>(i) + 1);
  }
}

int XmlFile::line_at(std::ptrdiff_t offset) const {
  const auto after =
      std::upper_bound(line_starts_.begin(), line_starts_.end(), std::max<std::ptrdiff_t>(offset, 0));
  return static_cast<int>(after - line_starts_.begin());
}

Result<std::unique_ptr<XmlFile>> XmlFile::parse(std::string_view text, std::string shown,
                                                const char* root_name) {
  std::unique_ptr<XmlFile> file(new XmlFile(text, std::move(shown)));
  const pugi::xml_parse_result parsed =
      file->document_.load_buffer(text.data(), text.size(), pugi::parse_default, pugi::encoding_utf8);
  if (!parsed) {
    return Fault{FaultCode::kMalformedXml, file->name() + ":" + std::to_string(file->line_at(parsed.offset)),
                 parsed.description()};
  }
  const XmlElement root = file->root();
  if (root.name() != root_name) {
    return root.wrong("expected <" + std::string(root_name) + ">, found <" + std::string(root.name()) + ">");
  }
  return file;
}

}  // namespace presave::metadata
