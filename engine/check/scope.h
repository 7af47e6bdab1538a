// What names mean in one formula: the checker asks, the org model (or a test) answers.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/value/type.h"
#include "engine/value/value.h"

namespace presave::check {

/// What a path or global stands for.
struct Reference {
  Type type = Type::kText;
  std::uint32_t slot = 0;         ///< where a record holds it (engine/run/record.h)
  bool of_record = false;         ///< a direct field of the record: PRIORVALUE and ISCHANGED take only these
  bool names_field = false;       ///< "$ObjectType.Zip__c.Fields.City__c": the field itself, which VLOOKUP takes
  bool has_constant = false;      ///< known without a record: $Label.X, $System.OriginDateTime
  Value constant{};               ///< text in it belongs to the scope's owner
};

/// Looks names up. A scope may note what it was asked: the dependencies of the formula.
class Scope {
 public:
  virtual ~Scope() = default;
  /// The meaning of "Account.Owner.Name" or "$User.Id" (any case); none when there is no such field.
  virtual std::optional<Reference> find(std::string_view path) = 0;
  /// The nearest existing name, for "did you mean"; empty when nothing is near.
  virtual std::string nearest(std::string_view path) const = 0;
  /// The object that a path passes through and that nothing here describes, so that nobody can say whether the rest of
  /// the path exists; empty when there is none.
  virtual std::string undescribed(std::string_view) const { return {}; }
};

}  // namespace presave::check
