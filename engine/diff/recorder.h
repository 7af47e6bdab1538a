// Collects the changes of one thing (a rule, a field) and of what belongs to it.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/diff/change.h"

namespace presave::diff {

/// What the changes of one thing have in common.
struct Subject {
  std::string object;
  std::string kind;
  std::string name;
  schema::Source source;
};

class Recorder {
 public:
  explicit Recorder(std::vector<Change>& changes) : changes_(changes) {}

  void add(const Subject& subject, Action action, Effect effect, std::string what, std::string before = {},
           std::string after = {}) {
    changes_.push_back({subject.object, subject.kind, subject.name, action, effect, std::move(what),
                        std::move(before), std::move(after), subject.source});
  }
  void changed(const Subject& subject, Effect effect, std::string what, std::string before = {},
               std::string after = {}) {
    add(subject, Action::kChanged, effect, std::move(what), std::move(before), std::move(after));
  }
  /// Words that changed: "message", "label".
  void words(const Subject& subject, std::string_view which, const std::string& before,
             const std::string& after) {
    if (before != after) changed(subject, Effect::kNone, "another " + std::string(which), before, after);
  }

 private:
  std::vector<Change>& changes_;
};

/// Walks two maps side by side in name order: `removed(name, old)`, `added(name, new)`, `both(name, old,
/// new)`.
template <class Map, class Removed, class Added, class Both>
void walk(const Map& before, const Map& after, const Removed& removed, const Added& added, const Both& both) {
  auto old_item = before.begin();
  auto new_item = after.begin();
  const auto less = before.key_comp();
  while (old_item != before.end() || new_item != after.end()) {
    if (new_item == after.end() || (old_item != before.end() && less(old_item->first, new_item->first))) {
      removed(old_item->first, old_item->second);
      ++old_item;
    } else if (old_item == before.end() || less(new_item->first, old_item->first)) {
      added(new_item->first, new_item->second);
      ++new_item;
    } else {
      both(new_item->first, old_item->second, new_item->second);
      ++old_item;
      ++new_item;
    }
  }
}

/// The changes of one object's rules, fields and record types.
void compare_rules(const std::string& object, const schema::Object& before, const schema::Object& after,
                   Recorder& out);
void compare_fields(const std::string& object, const schema::Object& before, const schema::Object& after,
                    Recorder& out);
void compare_record_types(const std::string& object, const schema::Object& before,
                          const schema::Object& after, Recorder& out);

}  // namespace presave::diff
