// What is known of an object before the source says anything: the platform's built-in description, overruled
// by a describe of the org, with the values of the org's standard value sets.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/schema/org.h"

namespace presave::metadata {

class Background {
 public:
  /// A describe; a later one of the same object replaces an earlier one.
  void add_described(const std::string& name, schema::Object object);
  /// The values of a standard value set; they overrule those of describes.
  void add_value_set(const std::string& name, std::vector<schema::PicklistValue> values);

  /// What is known of an object; nullptr when that is nothing. Nothing may be added afterwards.
  const schema::Object* find(const std::string& name) const;
  /// The same of one field.
  const schema::Field* find_field(const std::string& object, std::string_view field) const;
  const schema::ByName<schema::Object>& described() const { return described_; }

 private:
  schema::ByName<schema::Object> described_;
  schema::ByName<std::vector<schema::PicklistValue>> value_sets_;
  mutable schema::ByName<schema::Object> known_;  ///< put together when first asked for
};

}  // namespace presave::metadata
