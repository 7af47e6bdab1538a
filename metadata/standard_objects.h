// What the platform itself brings: the usual fields of standard objects, and the system fields every object
// has. An org's source tells only what was added or changed, so the rest must be known here.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "engine/schema/org.h"

namespace presave::metadata {

/// The platform's own description of a standard object; nullptr when it is not in the list.
const schema::Object* standard_object(std::string_view name);

/// Standard objects that formulas reach without a lookup: those behind $User, $Profile, $UserRole,
/// $Organization.
inline constexpr std::string_view kGlobalObjects[] = {"User", "Profile", "UserRole", "Organization"};

/// Names that an org's formulas speak of.
using Wanted = std::set<std::string, schema::NameLess>;
/// Adds those standard fields that only some orgs have and that are wanted here.
void add_optional_fields(std::string_view name, const Wanted& wanted, schema::Object& object);

/// Adds the fields that the platform gives every object of this kind (custom, custom metadata type, platform
/// event, custom setting, standard). Fields that are there already stay as they are.
void add_system_fields(std::string_view name, schema::Object& object);

}  // namespace presave::metadata
