// What names mean in the formulas of one object: fields, relationship paths and globals of an org.
#pragma once

#include <functional>
#include <string>

#include "engine/check/scope.h"
#include "engine/run/layout.h"
#include "engine/schema/org.h"

namespace presave::rules {

/// Looks names up in an org, and gives each one found a slot of the layout. A formula field of a parent is
/// checked with that parent's object and the prefix that leads there ("Program__r.").
class OrgScope final : public check::Scope {
 public:
  OrgScope(const schema::Org& org, const schema::Object& object, std::string prefix, run::Layout& layout)
      : org_(org), object_(object), prefix_(std::move(prefix)), layout_(layout) {}

  std::optional<check::Reference> find(std::string_view path) override;
  std::string nearest(std::string_view path) const override;

 private:
  struct Place {
    const schema::Object* object = nullptr;
    const schema::Field* field = nullptr;
    std::string path;  // as the org spells it
  };
  std::optional<Place> walk(const schema::Object& from, std::string_view path, std::size_t depth) const;
  std::optional<check::Reference> global(std::string_view path);
  std::optional<check::Reference> label(std::string_view name) const;
  std::optional<check::Reference> setting(std::string_view path, std::string_view rest);
  check::Reference global_slot(std::string_view path, Type type, const schema::Field* field);

  const schema::Org& org_;
  const schema::Object& object_;
  std::string prefix_;
  run::Layout& layout_;
};

/// The relationship step "Program__r" or "Owner:User" from an object; null when there is none.
const schema::Field* relationship(const schema::Object& object, std::string_view step);

}  // namespace presave::rules
