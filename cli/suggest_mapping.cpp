#include "cli/suggest_mapping.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <map>
#include <optional>

#include "cli/name_likeness.h"
#include "engine/base/ascii.h"
#include "engine/base/json_text.h"
#include "engine/check/nearest.h"

namespace presave::cli {
namespace {

using schema::Field;
using schema::FieldType;

constexpr double kNameWeight = 0.6;    // the rest is how many values fit
constexpr double kLeastLikeness = 0.4;
constexpr double kLeastFit = 0.5;
constexpr double kSure = 0.75;  // of a heading whose values say nothing
constexpr std::size_t kMostMapped = 20;  // values of a picklist that are translated one by one
constexpr std::size_t kIdLengths[] = {15, 18};

/// How a column may be written.
struct Form {
  std::string_view type;    ///< as source.columns has it; empty: nothing need be declared
  std::string_view format;
};
constexpr std::array<Form, 4> kNumberForms = {{{"", ""}, {"number", "1.234,56"}, {"number", "1,234.56"}, {"number", "1 234,56"}}};
constexpr std::array<Form, 6> kDateForms = {
    {{"", ""}, {"date", "dd.MM.yyyy"}, {"date", "MM/dd/yyyy"}, {"date", "dd/MM/yyyy"}, {"date", "yyyyMMdd"}, {"date", "d.M.yyyy"}}};
constexpr std::array<Form, 5> kDateTimeForms = {{{"", ""},
                                                 {"datetime", "dd.MM.yyyy HH:mm"},
                                                 {"datetime", "yyyy-MM-dd HH:mm:ss"},
                                                 {"datetime", "MM/dd/yyyy HH:mm"},
                                                 {"datetime", "dd.MM.yyyy HH:mm:ss"}}};
constexpr std::array<Form, 5> kCheckboxForms = {
    {{"", ""}, {"checkbox", "yes/no"}, {"checkbox", "Y/N"}, {"checkbox", "1/0"}, {"checkbox", "ja/nein"}}};
constexpr std::array<Form, 1> kTextForms = {{{"", ""}}};

std::vector<Form> forms_of(FieldType type) {
  const auto list = [](const auto& forms) { return std::vector<Form>(forms.begin(), forms.end()); };
  switch (type) {
    case FieldType::kNumber:
    case FieldType::kCurrency:
    case FieldType::kPercent: return list(kNumberForms);
    case FieldType::kDate: return list(kDateForms);
    case FieldType::kDateTime: return list(kDateTimeForms);
    case FieldType::kCheckbox: return list(kCheckboxForms);
    default: return list(kTextForms);
  }
}

bool can_be_set(const Field& field) {
  return !field.is_formula() && !field.roll_up && field.type != FieldType::kAutoNumber && field.type != FieldType::kSummary &&
         field.type != FieldType::kId && field.type != FieldType::kLocation;
}

bool is_id(std::string_view text) {
  return std::find(std::begin(kIdLengths), std::end(kIdLengths), text.size()) != std::end(kIdLengths) &&
         std::all_of(text.begin(), text.end(), [](char c) { return is_letter(c) || is_digit(c); });
}

std::string json_text(std::string_view text) {
  JsonText out;
  out.begin_array();
  out.item(text);
  out.end_array();
  const std::string list = std::move(out).take();
  return list.substr(1, list.size() - 2);
}

/// A text as YAML takes it plainly, or in quotes.
std::string yaml_text(std::string_view text) {
  const bool plain = !text.empty() && is_letter(text.front()) && text.back() != ' ' &&
                     std::all_of(text.begin(), text.end(), [](char c) { return is_letter(c) || is_digit(c) || c == ' ' || c == '_' || c == '-' || c == '.'; });
  const std::string lower = ascii_lower(text);
  const bool is_word = lower == "true" || lower == "false" || lower == "null" || lower == "yes" || lower == "no" || lower == "on" || lower == "off";
  return plain && !is_word ? std::string(text) : json_text(text);
}

/// One heading's way into one field.
struct Way {
  std::size_t column = 0;
  std::string field;
  double score = 0;
  Form form{};
  std::string lookup;                                ///< the parent's external id: "Depot__c.Code__c"
  std::map<std::string, std::string> translations;   ///< of a picklist's values; empty: they are taken as they are
  std::vector<std::string> unknown;                  ///< values that no value of the picklist is like
};

class Suggestion {
 public:
  Suggestion(const Bundle& bundle, const Sample& sample, const SdlTarget& target, const schema::Object& object, std::int64_t now_ms)
      : bundle_(bundle), sample_(sample), target_(target), object_(object), now_ms_(now_ms) {}

  std::string text() {
    for (std::size_t column = 0; column < sample_.header.size(); ++column) {
      for (const auto& [name, field] : object_.fields) {
        if (can_be_set(field)) consider(column, name, field);
      }
    }
    return written(chosen());
  }

 private:
  void consider(std::size_t column, const std::string& name, const Field& field) {
    const std::string& heading = sample_.header[column];
    const double like = std::max({likeness(heading, name), likeness(heading, field.label), likeness(heading, field.relationship_name)});
    if (like < kLeastLikeness) return;
    Way way{column, name, 0, {}, {}, {}, {}};
    double fit = 0;
    const bool picks = !field.values.empty() && !field.built_in_values;
    if (!field.reference_to.empty()) fit = fit_of_lookup(field, way);
    else if (picks) fit = fit_of_picklist(field, way);
    else fit = best_form(name, field, way);
    if (fit < kLeastFit || (!way.unknown.empty() && way.translations.empty() && like < kSure)) return;
    way.score = kNameWeight * like + (1 - kNameWeight) * fit;
    ways_.push_back(std::move(way));
  }

  std::vector<std::string> values_of(std::size_t column) const {
    std::vector<std::string> values;
    for (const auto& row : sample_.rows) {
      if (column < row.size() && row[column].find_first_not_of(" \t") != std::string::npos) values.push_back(row[column]);
    }
    return values;
  }

  double fit_of_lookup(const Field& field, Way& way) const {
    const std::vector<std::string> values = values_of(way.column);
    if (std::all_of(values.begin(), values.end(), [](const std::string& value) { return is_id(value); })) return 1;
    for (const std::string& parent : field.reference_to) {
      const auto found = bundle_.org().objects.find(parent);
      if (found == bundle_.org().objects.end()) continue;
      for (const auto& [name, candidate] : found->second.fields) {
        if (!candidate.external_id) continue;
        way.lookup = parent + "." + name;
        return kLeastFit;  // whether the values are such ids is known to the org
      }
    }
    return 0;
  }

  static double fit_of_picklist_value(const Field& field, const std::string& value, Way& way) {
    check::Nearest nearest(value);
    for (const schema::PicklistValue& one : field.values) {
      if (!one.active) continue;
      if (one.value == value) return 1;
      if (schema::same_name(one.value, value) || schema::same_name(one.label, value)) {
        way.translations[value] = one.value;
        return 1;
      }
      nearest.offer(one.value);
    }
    if (!nearest.name().empty()) way.translations[value] = nearest.name();
    else way.unknown.push_back(value);
    return nearest.name().empty() ? 0 : kLeastFit;
  }

  double fit_of_picklist(const Field& field, Way& way) const {
    std::vector<std::string> values = values_of(way.column);
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
    if (values.empty()) return kLeastFit;
    if (values.size() > kMostMapped) return 0;
    double sum = 0;
    for (const std::string& value : values) sum += fit_of_picklist_value(field, value, way);
    // Codes of the source's own ("P", "T") are like nothing: then the heading alone must do.
    const double fit = sum / static_cast<double>(values.size());
    return way.unknown.size() == values.size() ? kLeastFit : std::max(fit, kLeastFit);
  }

  double best_form(const std::string& name, const Field& field, Way& way) const {
    double best = 0;
    for (const Form& form : forms_of(field.type)) {
      const double fit = fit_of_form(name, form, way.column);
      if (fit <= best) continue;
      best = fit;
      way.form = form;
    }
    return best;
  }

  /// How many of the values the field would take: the mapping itself and the field's constraints say so.
  double fit_of_form(const std::string& name, const Form& form, std::size_t column) const {
    const std::string declared = form.type.empty() ? "" : R"(,"source":{"columns":{"C":{"type":)" + json_text(form.type) + R"(,"format":)" + json_text(form.format) + "}}}";
    const std::string document = R"({"object":)" + json_text(target_.object) + declared + R"(,"fields":{)" + json_text(name) + R"(:{"from":"C"}}})";
    const Result<Mapping> mapping = Mapping::load(bundle_, document);
    if (!mapping || !mapping->is_sound()) return 0;
    const std::vector<std::string> values = values_of(column);
    if (values.empty()) return kLeastFit;
    const auto fitting = std::count_if(values.begin(), values.end(), [&](const std::string& value) { return takes(*mapping, name, value); });
    return static_cast<double>(fitting) / static_cast<double>(values.size());
  }

  bool takes(const Mapping& mapping, const std::string& name, const std::string& value) const {
    constexpr std::string_view kRecord = R"({"record":)";
    const Result<std::string> made = mapping.transform(R"({"C":)" + json_text(value) + "}", now_ms_);
    if (!made || !made->starts_with(kRecord)) return false;
    const std::string record = made->substr(kRecord.size(), made->size() - kRecord.size() - 1);
    const Result<std::string> outcome =
        bundle_.validate(R"({"object":)" + json_text(target_.object) + R"(,"operation":"insert","record":)" + record + "}", now_ms_);
    // A constraint that names the field: its type, its length, its format. Rules look at whole records, and do not count.
    return outcome && !names_in_constraint(*outcome, name);
  }

  static bool names_in_constraint(std::string_view outcome, const std::string& name) {
    const std::string field = R"("field":")" + name + '"';
    for (std::size_t at = outcome.find(R"("kind":"constraint")"); at != std::string_view::npos; at = outcome.find(R"("kind":"constraint")", at + 1)) {
      const std::string_view item = outcome.substr(at, outcome.find('}', at) - at);
      const bool about_uniqueness = item.find(R"("rule":"unique")") != std::string_view::npos;
      if (!about_uniqueness && item.find(field) != std::string_view::npos) return true;
    }
    return false;
  }

  /// The best ways, one for each column and each field.
  std::vector<Way> chosen() {
    std::stable_sort(ways_.begin(), ways_.end(), [](const Way& a, const Way& b) { return a.score > b.score; });
    std::vector<Way> best;
    for (Way& way : ways_) {
      const bool taken = std::any_of(best.begin(), best.end(), [&way](const Way& other) { return other.column == way.column || other.field == way.field; });
      if (!taken) best.push_back(std::move(way));
    }
    std::sort(best.begin(), best.end(), [](const Way& a, const Way& b) { return a.column < b.column; });
    return best;
  }

  std::string value_text(const Way& way) const {
    const std::string from = yaml_text(sample_.header[way.column]);
    if (!way.lookup.empty()) return "{lookup: {field: " + way.lookup + ", from: " + from + "}}";
    if (way.translations.empty() && way.unknown.empty()) return from;
    std::string map;
    for (const auto& [value, becomes] : way.translations) map += (map.empty() ? "" : ", ") + yaml_text(value) + ": " + yaml_text(becomes);
    for (const std::string& value : way.unknown) map += (map.empty() ? "" : ", ") + yaml_text(value) + ": TODO";
    return "{from: " + from + ", map: {" + map + "}, otherwise: error}";
  }

  std::string written(const std::vector<Way>& ways) const {
    std::string out = "# Proposed from " + sample_.name + ": look at every line. Behind it, how sure it is, from 0 to 1.\nobject: " + target_.object +
                      "\noperation: " + target_.operation + "\n";
    if (!target_.external_id.empty()) out += "externalId: " + target_.external_id + "\n";
    std::string columns;
    for (const Way& way : ways) {
      if (way.form.type.empty()) continue;
      columns += "    " + yaml_text(sample_.header[way.column]) + ": {type: " + std::string(way.form.type) + ", format: " + json_text(way.form.format) + "}\n";
    }
    if (!columns.empty()) out += "source:\n  columns:\n" + columns;
    out += "fields:\n";
    for (const Way& way : ways) {
      std::array<char, 16> score{};
      std::snprintf(score.data(), score.size(), "%.2f", way.score);
      out += "  " + way.field + ": " + value_text(way) + "  # " + score.data() + "\n";
    }
    return out + left_over(ways);
  }

  std::string left_over(const std::vector<Way>& ways) const {
    std::string columns;
    for (std::size_t column = 0; column < sample_.header.size(); ++column) {
      const bool used = std::any_of(ways.begin(), ways.end(), [column](const Way& way) { return way.column == column; });
      if (!used) columns += (columns.empty() ? "" : ", ") + sample_.header[column];
    }
    std::string fields;
    for (const auto& [name, field] : object_.fields) {
      const bool filled = std::any_of(ways.begin(), ways.end(), [&name = name](const Way& way) { return way.field == name; });
      if (!filled && field.required && can_be_set(field) && field.default_value.empty()) fields += (fields.empty() ? "" : ", ") + name;
    }
    return (columns.empty() ? "" : "# Columns that are like no field: " + columns + "\n") +
           (fields.empty() ? "" : "# Required fields without a column: " + fields + "\n");
  }

  const Bundle& bundle_;
  const Sample& sample_;
  const SdlTarget& target_;
  const schema::Object& object_;
  const std::int64_t now_ms_;
  std::vector<Way> ways_;
};

}  // namespace

Result<std::string> suggest_mapping(const Bundle& bundle, const Sample& sample, const SdlTarget& target, std::int64_t now_ms) {
  const auto object = bundle.org().objects.find(target.object);
  if (object == bundle.org().objects.end()) {
    check::Nearest nearest(target.object);
    for (const auto& [name, known] : bundle.org().objects) nearest.offer(name);
    return Fault{FaultCode::kUnknownObject, "--object " + target.object, "the bundle has no such object" + nearest.question()};
  }
  return Suggestion(bundle, sample, target, object->second, now_ms).text();
}

}  // namespace presave::cli
