// Puts a record document into the slots that the rules read.
#pragma once

#include <string>

#include "engine/base/result.h"
#include "engine/bundle/json_reader.h"
#include "engine/rules/record.h"
#include "engine/schema/org.h"

namespace presave::door {

class RecordReader {
 public:
  RecordReader(const json::Document& document, const schema::Org& org, rules::Record& record)
      : document_(document), org_(org), record_(record) {}

  /// Refuses keys that the object does not have; values that do not fit become misfits of the record.
  Done read(const json::Node& node, rules::State& state);

 private:
  Done read_object(const json::Node& node, const schema::Object& object, const std::string& prefix,
                   rules::State& state);
  Done read_member(const json::Member& member, const schema::Object& object, const std::string& prefix,
                   rules::State& state);
  void set(std::uint32_t slot, const json::Node& node, rules::State& state);
  Done read_parent(const json::Member& member, const schema::Field& lookup, const std::string& prefix,
                   rules::State& state);
  Fault unknown(const json::Member& member, const schema::Object& object) const;

  const json::Document& document_;
  const schema::Org& org_;
  rules::Record& record_;
};

}  // namespace presave::door
