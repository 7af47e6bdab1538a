#include "cli/row_request.h"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <utility>

#include "engine/base/ascii.h"
#include "engine/base/json_text.h"
#include "engine/base/limits.h"
#include "engine/check/nearest.h"
#include "engine/csv/writer.h"

namespace presave::cli {
namespace {

using schema::Field;
using schema::FieldType;
using schema::Object;
using schema::Org;

std::vector<std::string_view> split_path(std::string_view name) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t dot = name.find('.');
    parts.push_back(name.substr(0, dot));
    if (dot == std::string_view::npos) return parts;
    name.remove_prefix(dot + 1);
  }
}

std::string did_you_mean(const Object& object, std::string_view wanted, bool relationships) {
  check::Nearest nearest(wanted);
  for (const auto& [name, field] : object.fields) {
    if (!relationships) {
      nearest.offer(name);
    } else if (!field.relationship_name.empty()) {
      nearest.offer(field.relationship_name);
    }
  }
  return nearest.question();
}

const std::pair<const std::string, Field>* find_relationship(const Object& object, std::string_view name) {
  for (const auto& entry : object.fields) {
    if (schema::same_name(entry.second.relationship_name, name)) return &entry;
  }
  return nullptr;
}

/// The object that a lookup leads to; of several, the first that has the next name of the path.
const std::pair<const std::string, Object>* find_target(const Org& org, const Field& lookup,
                                                        std::string_view next, bool next_is_field) {
  const std::pair<const std::string, Object>* first = nullptr;
  for (const std::string& name : lookup.reference_to) {
    const auto found = org.objects.find(name);
    if (found == org.objects.end()) continue;
    if (first == nullptr) first = &*found;
    const Object& object = found->second;
    if (next_is_field ? object.fields.contains(next) : find_relationship(object, next) != nullptr)
      return &*found;
  }
  return first;
}

/// A cell as the record document spells the value. What does not look like a Checkbox goes through as it is,
/// so that the engine's own complaint is heard.
void write_value(JsonText& out, std::string_view name, std::string_view cell, FieldType type) {
  if (cell.empty()) return out.member(name, nullptr);
  if (type == FieldType::kCheckbox) {
    const std::string lower = ascii_lower(cell);
    if (lower == "true" || lower == "1") return out.member(name, true);
    if (lower == "false" || lower == "0") return out.member(name, false);
  }
  out.member(name, cell);
}

void write_bulk_value(JsonText& out, std::string_view name, std::string_view cell, FieldType type) {
  if (!cell.empty()) write_value(out, name, cell == csv::kBulkNull ? std::string_view() : cell, type);
}

/// A parent is only looked at through its lookup, so a path needs the lookup's own column beside it.
Done check_lookups(const Org& org, const std::string& object_name,
                   const std::vector<std::vector<std::string>>& paths, const std::string& place) {
  const Object& object = org.objects.find(object_name)->second;
  for (const std::vector<std::string>& path : paths) {
    if (path.size() < 2) continue;
    const std::string& lookup = find_relationship(object, path.front())->first;
    const bool there = std::any_of(paths.begin(), paths.end(), [&](const auto& other) {
      return other.size() == 1 && other.front() == lookup;
    });
    if (there) continue;
    return Fault{FaultCode::kWrongShape, place,
                 "column " + path.front() + "." + path.back() + " is read through " + lookup +
                     "; add a column " + lookup};
  }
  return done();
}

}  // namespace

Result<RowRequest::Column> RowRequest::find_column(const Org& org, const std::string& object_name,
                                                   std::string_view name) {
  const std::vector<std::string_view> parts = split_path(name);
  if (parts.size() > limits::kRelationshipDepth + 1) {
    return Fault{FaultCode::kTooLarge,
                 {},
                 "a path through more than " + std::to_string(limits::kRelationshipDepth) + " lookups"};
  }
  Column column;
  const auto* place = &*org.objects.find(object_name);
  for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
    const auto* lookup = find_relationship(place->second, parts[i]);
    if (lookup == nullptr) {
      return Fault{FaultCode::kUnknownField,
                   {},
                   place->first + " has no relationship \"" + std::string(parts[i]) + "\"" +
                       did_you_mean(place->second, parts[i], true)};
    }
    column.path.push_back(lookup->second.relationship_name);
    place = find_target(org, lookup->second, parts[i + 1], i + 2 == parts.size());
    if (place == nullptr) {
      return Fault{FaultCode::kUnknownObject,
                   {},
                   "the org model does not describe " + lookup->second.reference_to.front() + ", to which " +
                       lookup->first + " leads"};
    }
  }
  const auto field = place->second.fields.find(parts.back());
  if (field == place->second.fields.end()) {
    return Fault{FaultCode::kUnknownField,
                 {},
                 place->first + " has no field \"" + std::string(parts.back()) + "\"" +
                     did_you_mean(place->second, parts.back(), false)};
  }
  column.path.push_back(field->first);
  column.type = field->second.type;
  return column;
}

Result<RowRequest> RowRequest::make(const Org& org, RequestFrame frame,
                                    const std::vector<std::string_view>& header, const std::string& place) {
  const auto object = org.objects.find(frame.object);
  if (object == org.objects.end()) {
    check::Nearest nearest(frame.object);
    for (const auto& [name, known] : org.objects) nearest.offer(name);
    return Fault{FaultCode::kUnknownObject, frame.object,
                 nearest.name().empty() ? "see `presave describe` for the objects there are"
                                        : "did you mean " + nearest.name() + "?"};
  }
  frame.object = object->first;
  RowRequest request;
  request.frame_ = std::move(frame);
  std::vector<std::vector<std::string>> paths;
  for (std::size_t i = 0; i < header.size(); ++i) {
    const std::string at = place + ", column " + std::to_string(i + 1) + " \"" + std::string(header[i]) + "\"";
    Result<Column> column = find_column(org, request.frame_.object, header[i]);
    if (!column) return Fault{column.fault().code, at, column.fault().detail};
    if (std::find(paths.begin(), paths.end(), column->path) != paths.end()) {
      return Fault{FaultCode::kWrongShape, at, "the column appears twice"};
    }
    paths.push_back(column->path);
    request.columns_.push_back(std::move(*column));
  }
  const Done lookups = check_lookups(org, request.frame_.object, paths, place);
  if (!lookups) return lookups.fault();
  std::vector<std::size_t> all(request.columns_.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  request.plan(all, 0);
  return request;
}

/// Plans the writing of these columns, whose paths are the same before `depth`: what leads through one
/// relationship stands in one object.
void RowRequest::plan(const std::vector<std::size_t>& columns, std::size_t depth) {
  std::vector<std::string_view> begun;
  for (const std::size_t column : columns) {
    const std::vector<std::string>& path = columns_[column].path;
    const std::string& name = path[depth];
    if (path.size() == depth + 1) {
      steps_.push_back({Step::Kind::kValue, name, column});
      continue;
    }
    if (std::find(begun.begin(), begun.end(), name) != begun.end()) continue;
    begun.push_back(name);
    std::vector<std::size_t> through;
    std::copy_if(columns.begin(), columns.end(), std::back_inserter(through), [&](std::size_t other) {
      return columns_[other].path.size() > depth + 1 && columns_[other].path[depth] == name;
    });
    steps_.push_back({Step::Kind::kBeginParent, name});
    plan(through, depth + 1);
    steps_.push_back({Step::Kind::kEndParent, {}});
  }
}

std::vector<std::pair<std::size_t, std::string>> RowRequest::own_fields() const {
  std::vector<std::pair<std::size_t, std::string>> out;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (columns_[i].path.size() == 1) out.emplace_back(i, columns_[i].path.front());
  }
  return out;
}

std::string RowRequest::document(const std::vector<std::string_view>& cells) const {
  JsonText out;
  out.begin_object();
  out.member("object", std::string_view(frame_.object));
  out.member("operation", std::string_view(frame_.operation));
  if (!frame_.context.empty()) out.json("context", frame_.context);
  out.begin_object("record");
  for (const Step& step : steps_) {
    switch (step.kind) {
      case Step::Kind::kBeginParent:
        out.begin_object(step.name);
        break;
      case Step::Kind::kValue:
        if (frame_.bulk) write_bulk_value(out, step.name, cells[step.column], columns_[step.column].type);
        else write_value(out, step.name, cells[step.column], columns_[step.column].type);
        break;
      case Step::Kind::kEndParent:
        out.end_object();
        break;
    }
  }
  out.end_object();
  out.end_object();
  return std::move(out).take();
}

}  // namespace presave::cli
