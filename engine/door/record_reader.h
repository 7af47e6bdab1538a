// Puts a record document into the slots that the rules read.
#pragma once

#include <span>

#include "engine/base/result.h"
#include "engine/bundle/json_reader.h"
#include "engine/rules/record.h"
#include "engine/rules/record_keys.h"
#include "engine/schema/org.h"

namespace presave::door {

/// Refuses an object with two keys that are one name to Salesforce ("Name", "name"): which one counts is a guess.
Done refuse_twins(const json::Document& document, std::span<const json::Member> members);

/// What is said of a value that a field of that type cannot hold.
Fault does_not_fit(const json::Document& document, const json::Node& node, schema::FieldType type);

class RecordReader {
 public:
  RecordReader(const json::Document& document, rules::Record& record) : document_(document), record_(record) {}

  /// Refuses keys that the object does not have. A value that does not fit its field becomes a misfit of the
  /// record where the record itself is to be saved with it, and is refused anywhere else.
  Done read(const json::Node& node, rules::State& state);

 private:
  Done read_object(const json::Node& node, const rules::RecordKeys& keys, rules::State& state);
  Done set(std::uint32_t slot, const json::Node& node, rules::State& state);
  Done read_parent(const json::Node& node, const rules::Key& key, rules::State& state);
  Done read_qualified(const json::Node& node, const rules::Key& key, const rules::ParentKind& kind, rules::State& state);
  Done refuse_unknown(const json::Member& member, bool of_parent) const;

  const json::Document& document_;
  rules::Record& record_;
};

}  // namespace presave::door
