// What the keys of a record document mean to the rules of one object. Found out once, when the rules are compiled, so
// that reading a record looks each key up in one small table.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/run/layout.h"
#include "engine/schema/org.h"

namespace presave::rules {

class RecordKeys;

/// An object that a lookup may lead to, with the keys of its records.
struct ParentKind {
  std::string_view object;
  std::shared_ptr<const RecordKeys> fields;     ///< of "Owner.Name"; null where no rule reads any
  std::shared_ptr<const RecordKeys> qualified;  ///< of "Owner:User.Name"; null where no rule reads any
  std::vector<std::uint32_t> qualified_slots;  ///< those below "Owner:User.": blank where the parent is another object's
};

/// One key.
struct Key {
  std::string_view name;
  std::optional<std::uint32_t> slot = {};  ///< of a field that is read; of a parent: of the lookup that leads to it
  bool is_parent = false;                  ///< the name is of a relationship; else of a field
  std::vector<ParentKind> parents = {};    ///< of a relationship: those the org knows
};

/// The keys of one object's records: for the record itself all fields and relationships, whether they are read or not;
/// for a parent those that are read.
class RecordKeys {
 public:
  /// The keys of the record itself. Names point into the org and the layout, which must not change any more.
  static RecordKeys of(const schema::Org& org, const schema::Object& object, const run::Layout& layout);

  /// Null where the object has no such field or relationship. Upper and lower case are the same.
  const Key* find(std::string_view name) const;

 private:
  friend class RecordKeysBuilder;
  std::size_t place_of(std::string_view name) const;
  void add(Key key);
  void reserve(std::size_t count);

  std::vector<Key> keys_;
  std::vector<std::uint32_t> places_;  // 1 + an index of keys_, by hash; 0 is free. A power of two, at most half full
};

}  // namespace presave::rules
