// What names mean in the formulas of one object: fields, relationship paths and globals of an org.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/check/scope.h"
#include "engine/run/layout.h"
#include "engine/schema/org.h"

namespace presave::rules {

/// Looks names up in an org, and gives each one found a slot of the layout. A formula field of a parent is
/// checked with that parent's object and the prefix that leads there ("Program__r.").
class OrgScope final : public check::Scope {
 public:
  /// `lookup` is the slot of the field that leads to `prefix`; none for the record itself.
  OrgScope(const schema::Org& org, const schema::Object& object, std::string prefix,
           std::optional<std::uint32_t> lookup, run::Layout& layout)
      : org_(org), object_(object), prefix_(std::move(prefix)), lookup_(lookup), layout_(layout) {}

  std::optional<check::Reference> find(std::string_view path) override;
  std::string nearest(std::string_view path) const override;
  std::string undescribed(std::string_view path) const override;

 private:
  // A field of an object, as the org spells it; `step` is what a path through it says: "Owner:User.".
  struct Place {
    const schema::Object* object = nullptr;
    const schema::Field* field = nullptr;
    std::string_view name;
    std::string step;
  };
  std::vector<Place> walk(const schema::Object& from, std::string_view path) const;
  std::vector<const schema::Object*> targets(const std::vector<const schema::Object*>& from,
                                             std::string_view step) const;
  std::optional<std::uint32_t> slot_of(const Place& place, const std::string& prefix,
                                       std::optional<std::uint32_t> lookup);
  std::string undescribed_target(const std::vector<const schema::Object*>& from, std::string_view step) const;
  std::string nearest_step(const std::vector<const schema::Object*>& objects, std::string_view step) const;
  std::string nearest_field(const std::vector<const schema::Object*>& objects, std::string_view wanted) const;
  std::string nearest_global(std::string_view path) const;
  std::optional<check::Reference> global(std::string_view path);
  std::optional<check::Reference> label(std::string_view path, std::string_view name);
  std::optional<check::Reference> setting(std::string_view path, std::string_view rest);
  std::optional<check::Reference> field_name(std::string_view path, std::string_view rest);
  check::Reference global_slot(std::string_view path, Type type, const schema::Field* field);

  const schema::Org& org_;
  const schema::Object& object_;
  std::string prefix_;
  std::optional<std::uint32_t> lookup_;
  run::Layout& layout_;
};

/// A field with its name.
using NamedField = schema::ByName<schema::Field>::value_type;

/// The relationship step "Program__r" or "Owner:User" from an object; null when there is none.
const NamedField* relationship(const schema::Object& object, std::string_view step);

}  // namespace presave::rules
