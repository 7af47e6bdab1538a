#include "metadata/standard_objects.h"

#include <array>
#include <string>
#include <utility>

#include "metadata/field_reader.h"
#include "metadata/standard_fields.h"
#include "metadata/standard_value_sets.h"

namespace presave::metadata {
namespace {

using namespace rows;

constexpr StandardField kEveryObject[] = {
    id("Id", "Record ID"),
    checkbox("IsDeleted", "Deleted"),
    lookup("CreatedById", "Created By ID", "User"),
    date_time("CreatedDate", "Created Date"),
    lookup("LastModifiedById", "Last Modified By ID", "User"),
    date_time("LastModifiedDate", "Last Modified Date"),
    date_time("SystemModstamp", "System Modstamp"),
};
constexpr StandardField kOwnedObject[] = {lookup("OwnerId", "Owner ID", "User,Group")};
constexpr StandardField kOrdinaryObject[] = {
    lookup("RecordTypeId", "Record Type ID", "RecordType"),
    date_time("LastViewedDate", "Last Viewed Date"),
    date_time("LastReferencedDate", "Last Referenced Date"),
};
constexpr StandardField kCustomObject[] = {
    text("Name", "Name", 80),
    date("LastActivityDate", "Last Activity Date"),
};
constexpr StandardField kCustomSetting[] = {
    text("Name", "Name", 38),
    lookup("SetupOwnerId", "Location ID", "Organization,Profile,User"),
};
constexpr StandardField kCustomMetadataType[] = {
    id("Id", "Record ID"),
    text("DeveloperName", "Custom Metadata Record Name", 40),
    text("MasterLabel", "Label", 40),
    text("Label", "Label", 40),
    text("QualifiedApiName", "Qualified API Name", 70),
    text("NamespacePrefix", "Namespace Prefix", 15),
    picklist("Language", "Master Language"),
};
constexpr StandardField kArticle[] = {
    required(text("Title", "Title", 255)),
    required(text("UrlName", "URL Name", 255)),
    area("Summary", "Summary", 1000),
    auto_number("ArticleNumber", "Article Number"),
    id("KnowledgeArticleId", "Knowledge Article ID"),
    picklist("PublishStatus", "Publication Status"),
    picklist("ValidationStatus", "Validation Status"),
    picklist("Language", "Language"),
    number("VersionNumber", "Version Number", 9, 0),
    checkbox("IsLatestVersion", "Is Latest Version"),
    checkbox("IsVisibleInApp", "Visible In Internal App"),
    checkbox("IsVisibleInCsp", "Visible to Customer"),
    checkbox("IsVisibleInPkb", "Visible In Public Knowledge Base"),
    checkbox("IsVisibleInPrm", "Visible to Partner"),
    date_time("FirstPublishedDate", "First Published Date"),
    date_time("LastPublishedDate", "Last Published Date"),
    date_time("ArchivedDate", "Archived Date"),
    lookup("ArchivedById", "Archived By ID", "User"),
    lookup("SourceId", "Source ID", "Case"),
};
constexpr StandardField kPlatformEvent[] = {
    text("ReplayId", "Replay ID", 1333),
    text("EventUuid", "Event UUID", 36),
    date_time("CreatedDate", "Created Date"),
    lookup("CreatedById", "Created By ID", "User"),
};

std::vector<std::string> split_at_commas(std::string_view names) {
  std::vector<std::string> out;
  while (!names.empty()) {
    const std::size_t comma = names.find(',');
    out.emplace_back(names.substr(0, comma));
    names.remove_prefix(comma == std::string_view::npos ? names.size() : comma + 1);
  }
  return out;
}

schema::Field field_of(const StandardField& row) {
  schema::Field field;
  field.type = row.type;
  field.label = row.label;
  field.required = row.required;
  if (row.length > 0) field.length = row.length;
  if (row.precision > 0) {
    field.precision = row.precision;
    field.scale = row.scale;
  }
  field.reference_to = split_at_commas(row.reference_to);
  if (!field.reference_to.empty()) field.relationship_name = relationship_name(row.name);
  return field;
}

void add(schema::Object& object, std::span<const StandardField> rows) {
  for (const StandardField& row : rows) object.fields.try_emplace(std::string(row.name), field_of(row));
}

bool is_detail(const schema::Object& object) {
  for (const auto& [name, field] : object.fields) {
    if (field.type == schema::FieldType::kMasterDetail) return true;
  }
  return false;
}

/// Platform objects that no user owns and that have no record types.
bool is_platform_object(std::string_view name) {
  for (const StandardObject& object : standard_platform_objects()) {
    if (schema::same_name(object.name, name)) return true;
  }
  return false;
}

/// What formula fields of activities may read: the fields of tasks and those of events.
schema::Object make_activity(const schema::ByName<schema::Object>& objects) {
  schema::Object activity;
  activity.label = "Activity";
  activity.plural_label = "Activities";
  for (const char* name : {"Task", "Event"}) {
    const schema::Object& kind = objects.find(name)->second;
    activity.fields.insert(kind.fields.begin(), kind.fields.end());
  }
  return activity;
}

void add_built_in_values(schema::ByName<schema::Object>& objects) {
  for (const StandardPicklist& picklist : standard_picklists()) {
    schema::Field& field = objects.find(picklist.object)->second.fields.find(picklist.field)->second;
    field.values = built_in_values(picklist.value_set);
    field.built_in_values = !field.values.empty();
  }
}

schema::ByName<schema::Object> make_standard_objects() {
  schema::ByName<schema::Object> objects;
  for (const auto& group : {standard_people_objects(), standard_sales_objects(), standard_trade_objects(),
                            standard_service_objects(), standard_platform_objects()}) {
    for (const StandardObject& row : group) {
      schema::Object object;
      object.label = row.label;
      object.plural_label = row.plural_label;
      add(object, row.fields);
      add_system_fields(row.name, object);
      objects.emplace(row.name, std::move(object));
    }
  }
  add_built_in_values(objects);
  objects.emplace("Activity", make_activity(objects));
  return objects;
}

}  // namespace

const schema::Object* standard_object(std::string_view name) {
  static const schema::ByName<schema::Object> kObjects = make_standard_objects();
  const auto found = kObjects.find(name);
  return found == kObjects.end() ? nullptr : &found->second;
}

void add_optional_fields(std::string_view name, const Wanted& wanted, schema::Object& object) {
  for (const OptionalFields& optional : standard_optional_fields()) {
    const bool is_ordinary = !name.ends_with("__mdt") && !name.ends_with("__e") && !object.custom_setting;
    if (optional.object.empty() ? !is_ordinary : !schema::same_name(optional.object, name)) continue;
    for (const StandardField& row : optional.fields) {
      const bool is_wanted = wanted.contains(row.name) || wanted.contains(relationship_name(row.name));
      if (is_wanted) object.fields.try_emplace(std::string(row.name), field_of(row));
    }
  }
}

void add_system_fields(std::string_view name, schema::Object& object) {
  if (name.ends_with("__mdt")) return add(object, kCustomMetadataType);
  if (name.ends_with("__e")) return add(object, kPlatformEvent);
  add(object, kEveryObject);
  if (object.custom_setting) return add(object, kCustomSetting);
  if (is_platform_object(name)) return;
  add(object, kOrdinaryObject);
  if (name.ends_with("__c")) add(object, kCustomObject);
  if (name.ends_with("__kav")) add(object, kArticle);
  if (!is_detail(object)) add(object, kOwnedObject);
}

}  // namespace presave::metadata
