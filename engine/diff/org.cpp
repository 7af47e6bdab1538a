// The org as a whole: objects, record types, labels, translations, permissions, custom metadata.
#include <algorithm>
#include <set>

#include "engine/base/join.h"
#include "engine/diff/recorder.h"

namespace presave::diff {
namespace {

using schema::ByName;
using schema::Object;
using schema::Org;
using schema::RecordType;

std::string counts_of(const Object& object) {
  return join({"with ", std::to_string(object.fields.size()), " fields and ",
               std::to_string(object.rules.size()), " validation rules"});
}

void compare_object(const std::string& name, const Object& before, const Object& after, Recorder& out) {
  const Subject subject{name, "object", "", after.source};
  out.words(subject, "label", before.label, after.label);
  out.words(subject, "plural label", before.plural_label, after.plural_label);
  compare_rules(name, before, after, out);
  compare_fields(name, before, after, out);
  compare_record_types(name, before, after, out);
}

void compare_objects(const Org& before, const Org& after, Recorder& out) {
  const auto has_rules = [](const Object& object) { return !object.rules.empty(); };
  walk(
      before.objects, after.objects,
      [&](const std::string& name, const Object& object) {
        out.add({name, "object", "", object.source}, Action::kRemoved,
                has_rules(object) ? Effect::kLooser : Effect::kNone, counts_of(object));
      },
      [&](const std::string& name, const Object& object) {
        out.add({name, "object", "", object.source}, Action::kAdded,
                has_rules(object) ? Effect::kStricter : Effect::kNone, counts_of(object));
      },
      [&](const std::string& name, const Object& old_object, const Object& new_object) {
        compare_object(name, old_object, new_object, out);
      });
}

/// Texts by name: labels, translations.
void compare_texts(const std::string& object, const std::string& kind, const ByName<std::string>& before,
                   const ByName<std::string>& after, Recorder& out) {
  walk(
      before, after,
      [&](const std::string& name, const std::string& text) {
        out.add({object, kind, name, {}}, Action::kRemoved, Effect::kNone, "", text);
      },
      [&](const std::string& name, const std::string& text) {
        out.add({object, kind, name, {}}, Action::kAdded, Effect::kNone, "", {}, text);
      },
      [&](const std::string& name, const std::string& old_text, const std::string& new_text) {
        out.words({object, kind, name, {}}, "text", old_text, new_text);
      });
}

/// Languages that only one side has are compared with nothing.
void compare_translations(const Org& before, const Org& after, Recorder& out) {
  std::set<std::string, schema::NameLess> languages;
  for (const Org* org : {&before, &after}) {
    for (const auto& [language, translation] : org->translations) languages.insert(language);
  }
  const schema::Translation none;
  const schema::ObjectTranslation nothing;
  for (const std::string& language : languages) {
    const auto old_side = before.translations.find(language);
    const auto new_side = after.translations.find(language);
    const schema::Translation& old_words = old_side == before.translations.end() ? none : old_side->second;
    const schema::Translation& new_words = new_side == after.translations.end() ? none : new_side->second;
    const auto both = [&](const std::string& object, const schema::ObjectTranslation& was,
                          const schema::ObjectTranslation& is) {
      compare_texts(object, language + " message of rule", was.rules, is.rules, out);
      compare_texts(object, language + " label of field", was.fields, is.fields, out);
    };
    compare_texts("", language + " label", old_words.labels, new_words.labels, out);
    walk(
        old_words.objects, new_words.objects,
        [&](const std::string& object, const schema::ObjectTranslation& was) { both(object, was, nothing); },
        [&](const std::string& object, const schema::ObjectTranslation& is) { both(object, nothing, is); },
        both);
  }
}

void compare_permissions(const Org& before, const Org& after, Recorder& out) {
  const std::set<std::string, schema::NameLess> old_names(before.custom_permissions.begin(),
                                                          before.custom_permissions.end());
  const std::set<std::string, schema::NameLess> new_names(after.custom_permissions.begin(),
                                                          after.custom_permissions.end());
  for (const std::string& name : old_names) {
    if (!new_names.contains(name))
      out.add({"", "custom permission", name, {}}, Action::kRemoved, Effect::kEither, "");
  }
  for (const std::string& name : new_names) {
    if (!old_names.contains(name))
      out.add({"", "custom permission", name, {}}, Action::kAdded, Effect::kNone, "");
  }
}

using Records = ByName<schema::CustomMetadataRecord>;

void compare_metadata_records(const std::string& type, const Records& before, const Records& after,
                              Recorder& out) {
  constexpr const char* kKind = "custom metadata record";
  walk(
      before, after,
      [&](const std::string& name, const schema::CustomMetadataRecord& record) {
        out.add({type, kKind, name, record.source}, Action::kRemoved, Effect::kEither, "");
      },
      [&](const std::string& name, const schema::CustomMetadataRecord& record) {
        out.add({type, kKind, name, record.source}, Action::kAdded, Effect::kEither, "");
      },
      [&](const std::string& name, const schema::CustomMetadataRecord& was,
          const schema::CustomMetadataRecord& is) {
        if (was.values == is.values) return;
        out.changed({type, kKind, name, is.source}, Effect::kEither, "other values");
      });
}

void compare_custom_metadata(const Org& before, const Org& after, Recorder& out) {
  walk(
      before.custom_metadata, after.custom_metadata,
      [&](const std::string& type, const Records& records) {
        compare_metadata_records(type, records, {}, out);
      },
      [&](const std::string& type, const Records& records) {
        compare_metadata_records(type, {}, records, out);
      },
      [&](const std::string& type, const Records& was, const Records& is) {
        compare_metadata_records(type, was, is, out);
      });
}

std::string offered_text(const schema::OfferedValues& offered) {
  std::string out;
  for (const std::string& value : offered.values) out += out.empty() ? value : ", " + value;
  return out;
}

void compare_offered(const Subject& subject, const RecordType& before, const RecordType& after,
                     Recorder& out) {
  const auto differs = [&](const std::string& field, const schema::OfferedValues& was,
                           const schema::OfferedValues& is) {
    if (was.values != is.values) {
      out.changed(subject, Effect::kEither, join({"offers other values of ", field}), offered_text(was),
                  offered_text(is));
    }
    if (was.default_value != is.default_value) {
      out.changed(subject, Effect::kEither, join({"another default of ", field}), was.default_value,
                  is.default_value);
    }
  };
  walk(
      before.picklists, after.picklists,
      [&](const std::string& field, const schema::OfferedValues& was) { differs(field, was, {}); },
      [&](const std::string& field, const schema::OfferedValues& is) { differs(field, {}, is); }, differs);
}

}  // namespace

void compare_record_types(const std::string& object, const Object& before, const Object& after,
                          Recorder& out) {
  constexpr const char* kKind = "record type";
  walk(
      before.record_types, after.record_types,
      [&](const std::string& name, const RecordType& type) {
        out.add({object, kKind, name, type.source}, Action::kRemoved, Effect::kEither, "");
      },
      [&](const std::string& name, const RecordType& type) {
        out.add({object, kKind, name, type.source}, Action::kAdded, Effect::kNone, "");
      },
      [&](const std::string& name, const RecordType& was, const RecordType& is) {
        const Subject subject{object, kKind, name, is.source};
        out.words(subject, "label", was.label, is.label);
        if (was.active != is.active)
          out.changed(subject, Effect::kEither, is.active ? "now active" : "no longer active");
        compare_offered(subject, was, is, out);
      });
}

std::string_view name_of(Action action) {
  switch (action) {
    case Action::kAdded:
      return "added";
    case Action::kRemoved:
      return "removed";
    case Action::kChanged:
      return "changed";
  }
  return "changed";
}

std::string_view name_of(Effect effect) {
  switch (effect) {
    case Effect::kStricter:
      return "stricter";
    case Effect::kLooser:
      return "looser";
    case Effect::kEither:
      return "either";
    case Effect::kNone:
      return "none";
  }
  return "either";
}

std::vector<Change> compare(const Org& before, const Org& after) {
  std::vector<Change> changes;
  Recorder out(changes);
  compare_objects(before, after, out);
  compare_custom_metadata(before, after, out);
  compare_permissions(before, after, out);
  compare_texts("", "label", before.labels, after.labels, out);
  compare_translations(before, after, out);
  return changes;
}

}  // namespace presave::diff
