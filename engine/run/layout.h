// Which places of a record (and of the world around it) the programs of one object read: each path has a
// slot. Built while formulas are checked, fixed afterwards.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "engine/base/ascii.h"
#include "engine/schema/org.h"
#include "engine/value/type.h"

namespace presave::run {

inline constexpr std::uint32_t kNoSlot = 0xFFFFFFFF;

/// One place.
struct Slot {
  std::string path;                      ///< as the org spells it: "Program__r.StartDate__c", "$User.Id"
  Type type = Type::kText;
  const schema::Field* field = nullptr;  ///< null for globals that are no object's field
  const schema::Object* owner = nullptr; ///< the object whose field it is; null for globals
  bool of_record = false;                ///< a direct field of the record
  std::optional<std::uint32_t> lookup;   ///< leads to the parent whose field it is; stands before it in the layout
  bool global = false;                   ///< "$…": given by the context
  std::optional<std::uint32_t> program;  ///< computes a formula field
  std::optional<std::uint32_t> api_program;      ///< the same as the API shows it, where that may differ
  std::optional<std::uint32_t> default_program;  ///< computes the value of a new record that brings none

  /// "Program__r." of "Program__r.StartDate__c"; empty for the record's own fields.
  std::string_view prefix() const { return std::string_view(path).substr(0, path.rfind('.') + 1); }
};

/// The slots of one object, found by path in any case.
class Layout {
 public:
  /// The slot of that path, made when there is none yet.
  std::uint32_t slot(std::string_view path, const Slot& fresh);
  std::optional<std::uint32_t> find(std::string_view path) const;
  /// Whether anything is read below a prefix such as "Program__r.".
  bool reads_below(std::string_view prefix) const;

  Slot& operator[](std::uint32_t index) { return slots_[index]; }
  const Slot& operator[](std::uint32_t index) const { return slots_[index]; }
  std::uint32_t size() const { return static_cast<std::uint32_t>(slots_.size()); }

 private:
  std::vector<Slot> slots_;
  std::unordered_map<std::string, std::uint32_t, NocaseHash, NocaseEqual> by_path_;
  std::unordered_set<std::string, NocaseHash, NocaseEqual> prefixes_;
};

/// The type a field has in formulas.
Type formula_type(schema::FieldType type);

}  // namespace presave::run
