// One metadata file as a tree of XML elements that know their lines. The only header of the project that
// shows pugixml. No document type, no entities but the five of XML and character numbers: nothing to expand.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <pugixml.hpp>

#include "engine/base/result.h"
#include "engine/schema/org.h"

namespace presave::metadata {

class XmlFile;

/// An element, or none: asking none gives none, so that paths need no checks between.
class XmlElement {
 public:
  XmlElement(pugi::xml_node node, const XmlFile& file) : node_(node), file_(&file) {}

  explicit operator bool() const { return !node_.empty(); }
  std::string_view name() const { return node_.name(); }
  XmlElement child(const char* name) const { return {node_.child(name), *file_}; }
  std::vector<XmlElement> children(const char* name) const;
  std::vector<XmlElement> children() const;
  bool has(const char* name) const { return !node_.child(name).empty(); }

  /// All text of the element itself, sections and comments between notwithstanding, with line ends as "\n".
  std::string text() const;
  /// The text of a child; empty when there is none.
  std::string text_of(const char* name) const { return child(name).text(); }
  /// "true" of a child; anything else is false.
  bool flag(const char* name) const { return text_of(name) == "true"; }
  /// The whole number of a child: none when there is no such child, a Fault when it is no number of [0,
  /// most].
  Result<std::optional<int>> whole_number(const char* name, int most) const;

  /// File and line of the start tag.
  schema::Source source() const;
  Fault wrong(std::string detail) const;

 private:
  pugi::xml_node node_;
  const XmlFile* file_;
};

/// A parsed file. Elements refer to it, so it stays where it is.
class XmlFile {
 public:
  /// Parses text whose root element must be `root_name`; `shown` is the file's name in sources and faults.
  static Result<std::unique_ptr<XmlFile>> parse(std::string_view text, std::string shown,
                                                const char* root_name);

  XmlFile(const XmlFile&) = delete;
  XmlFile& operator=(const XmlFile&) = delete;

  XmlElement root() const { return {document_.document_element(), *this}; }
  const std::string& name() const { return name_; }
  /// 1-based line of a byte offset of the text.
  int line_at(std::ptrdiff_t offset) const;

 private:
  XmlFile(std::string_view text, std::string shown);

  std::string name_;
  std::vector<std::ptrdiff_t> line_starts_;
  pugi::xml_document document_;
};

}  // namespace presave::metadata
