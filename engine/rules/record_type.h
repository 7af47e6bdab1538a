// Which record type a record has, and what formulas read of it.
#pragma once

#include <optional>
#include <string_view>

#include "engine/rules/record.h"

namespace presave::rules {

/// The path that tells a record's type in every org; ids are another org's own.
inline constexpr std::string_view kRecordTypeName = "RecordType.DeveloperName";

/// The record type of an object by its id of 15 or 18 characters; null when the org does not know it.
const NamedRecordType* record_type_with_id(const schema::Object& object, std::string_view id);

/// Finds the record type, where the context does not name it, from the record's RecordTypeId or from its
/// parent RecordType, and gives formulas what they read of it.
void settle_record_type(Record& record);

/// The picklist value that is marked as the field's default; empty where none is.
std::string_view marked_default(const schema::Field& field);

/// What a field without a default formula holds in a new record that brings no value: blank, the value marked as
/// default, or none where only Salesforce knows (its record type chooses, and which one that is is not said).
std::optional<Value> default_of_record_type(const Record& record, const run::Slot& place);

}  // namespace presave::rules
