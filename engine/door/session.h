// What a Session of the public door is made of.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/door/defaults.h"
#include "engine/door/documents.h"
#include "engine/door/live_formulas.h"
#include "engine/presave.h"
#include "engine/rules/session.h"

namespace presave {

struct Session::Inside {
  Inside(const schema::Org& org, door::Request request, std::int64_t now_ms);

  /// To be called first: decides the record of the request.
  Done open();
  std::string outcome();
  Result<std::string> set(std::string_view field, std::string_view value);

 private:
  // A value for something on which other places of the record hang: a lookup, a parent, the record type.
  struct Move {
    std::string name;
    json::Document value;
    bool stays = false;  // a lookup that leads there already: its parent stays
  };

  bool leads_there_already(std::uint32_t slot, const json::Node& value) const;
  std::string put(std::uint32_t slot, json::Document value);
  Result<std::string> move(Move next);
  void make_room();
  Result<std::unique_ptr<rules::Session>> replay();
  Done apply(std::string_view name, const json::Document& value, rules::Record& record);
  void leave_parent(std::string_view name, rules::Record& record);

  const schema::Org& org_;
  const door::Request request_;
  const rules::RuleSet& rules_;
  const std::int64_t now_ms_;
  const std::vector<rules::Dependents> dependents_;
  std::vector<Move> moves_;                             // in the order in which they were made
  std::vector<std::optional<json::Document>> fields_;  // by slot: the latest value of all other fields
  std::unique_ptr<rules::Session> session_;
  std::optional<door::LiveDefaults> defaults_;  // there once it is open
  std::optional<door::LiveFormulas> formulas_;  // where the request asks for them
};

}  // namespace presave
