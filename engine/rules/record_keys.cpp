#include "engine/rules/record_keys.h"

#include <bit>
#include <map>
#include <string>
#include <unordered_map>
#include <utility>

#include "engine/base/ascii.h"
#include "engine/base/join.h"
#include "engine/rules/scope.h"

namespace presave::rules {

using schema::Object;

class RecordKeysBuilder {
 public:
  RecordKeysBuilder(const schema::Org& org, const run::Layout& layout) : org_(org), layout_(layout) {
    for (std::uint32_t slot = 0; slot < layout.size(); ++slot) {
      if (!layout[slot].global) add_path(layout[slot].path, slot);
    }
  }

  RecordKeys own_keys(const Object& object) {
    RecordKeys keys;
    keys.reserve(2 * object.fields.size());
    for (const std::uint32_t slot : read_[{}].slots) keys.add({.name = layout_[slot].path, .slot = slot});
    for (const auto& named : object.fields) {
      if (!keys.find(named.first)) keys.add({.name = named.first});
    }
    for (const auto& named : object.fields) add_relationship(keys, &named, {});
    return keys;
  }

 private:
  // What is read below a prefix such as "Program__r.".
  struct Read {
    std::vector<std::uint32_t> slots;             // directly below
    std::vector<std::string_view> relationships;  // the same
    std::vector<std::uint32_t> all_slots;         // of a prefix that ends in a qualified step, such as "Owner:User."
  };

  void add_path(std::string_view path, std::uint32_t slot) {
    std::size_t begin = 0;
    for (std::size_t dot = path.find('.'); dot != std::string_view::npos; dot = path.find('.', begin)) {
      const std::string_view step = path.substr(begin, dot - begin);
      const std::string_view name = step.substr(0, step.find(':'));
      const auto [at, is_new] = read_.try_emplace(path.substr(0, dot + 1));
      if (name != step) at->second.all_slots.push_back(slot);
      if (is_new) read_[path.substr(0, begin)].relationships.push_back(name);
      begin = dot + 1;
    }
    read_[path.substr(0, begin)].slots.push_back(slot);
  }

  void add_relationship(RecordKeys& keys, const NamedField* lookup, const std::string& prefix) {
    if (!lookup || lookup->second.relationship_name.empty() || keys.find(lookup->second.relationship_name)) return;
    Key key{lookup->second.relationship_name, layout_.find(join({prefix, lookup->first})), true, {}};
    const std::string step = join({prefix, key.name});
    for (const std::string& target : lookup->second.reference_to) {
      const auto object = org_.objects.find(target);
      if (object == org_.objects.end()) continue;
      const std::string qualified = join({step, ":", target, "."});
      key.parents.push_back({target, below(object->second, step + "."), below(object->second, qualified), slots_below(qualified)});
    }
    keys.add(std::move(key));
  }

  // Kept by object and prefix: a lookup of several targets may lead to the same object in many ways.
  std::shared_ptr<const RecordKeys> below(const Object& object, const std::string& prefix) {
    const auto read = read_.find(prefix);
    if (read == read_.end()) return nullptr;
    const auto [at, is_new] = known_.try_emplace({&object, &read->second});
    if (!is_new) return at->second;
    RecordKeys keys;
    for (const std::uint32_t slot : read->second.slots) {
      keys.add({.name = std::string_view(layout_[slot].path).substr(prefix.size()), .slot = slot});
    }
    for (const std::string_view name : read->second.relationships) add_relationship(keys, relationship(object, name), prefix);
    return at->second = std::make_shared<const RecordKeys>(std::move(keys));
  }

  std::vector<std::uint32_t> slots_below(std::string_view prefix) const {
    const auto read = read_.find(prefix);
    return read == read_.end() ? std::vector<std::uint32_t>() : read->second.all_slots;
  }

  const schema::Org& org_;
  const run::Layout& layout_;
  std::unordered_map<std::string_view, Read, NocaseHash, NocaseEqual> read_;
  std::map<std::pair<const Object*, const Read*>, std::shared_ptr<const RecordKeys>> known_;
};

RecordKeys RecordKeys::of(const schema::Org& org, const Object& object, const run::Layout& layout) {
  return RecordKeysBuilder(org, layout).own_keys(object);
}

// The place that holds the name, or the free one where it would stand.
std::size_t RecordKeys::place_of(std::string_view name) const {
  const std::size_t mask = places_.size() - 1;
  std::size_t place = NocaseHash()(name) & mask;
  while (places_[place] != 0 && !NocaseEqual()(keys_[places_[place] - 1].name, name)) place = (place + 1) & mask;
  return place;
}

const Key* RecordKeys::find(std::string_view name) const {
  if (places_.empty()) return nullptr;
  const std::uint32_t found = places_[place_of(name)];
  return found == 0 ? nullptr : &keys_[found - 1];
}

void RecordKeys::add(Key key) {
  if (2 * (keys_.size() + 1) > places_.size()) reserve(2 * (keys_.size() + 1));
  keys_.push_back(std::move(key));
  places_[place_of(keys_.back().name)] = static_cast<std::uint32_t>(keys_.size());
}

void RecordKeys::reserve(std::size_t count) {
  keys_.reserve(count);
  places_.assign(std::bit_ceil(2 * count), 0);
  for (std::uint32_t i = 0; i < keys_.size(); ++i) places_[place_of(keys_[i].name)] = i + 1;
}

}  // namespace presave::rules
