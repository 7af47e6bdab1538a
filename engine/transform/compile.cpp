#include "engine/transform/compile.h"

#include <algorithm>
#include <array>

#include "engine/base/join.h"
#include "engine/check/nearest.h"
#include "engine/program/compiler.h"
#include "engine/schema/api_name.h"
#include "engine/syntax/parser.h"
#include "engine/transform/build.h"
#include "engine/transform/limits.h"

namespace presave::transform {
namespace {

constexpr std::array<std::string_view, 4> kOperations = {"insert", "update", "upsert", "delete"};
struct TypeName {
  std::string_view name;
  Type type;
};
constexpr std::array kColumnTypes = {TypeName{"text", Type::kText},         TypeName{"number", Type::kNumber},
                                     TypeName{"checkbox", Type::kBoolean},  TypeName{"date", Type::kDate},
                                     TypeName{"datetime", Type::kDateTime}, TypeName{"time", Type::kTime}};

// Gives the column its pattern; says what a format looks like where this is none.
std::string read_format(Column& column) {
  if (column.format.empty()) return {};
  if (column.type == Type::kNumber) {
    const auto pattern = NumberPattern::of(column.format);
    if (!pattern) return "is no number whose separators are clear; write one such as 1.234,56";
    column.pattern = *pattern;
    return {};
  }
  if (column.type == Type::kBoolean) {
    auto pattern = WordPattern::of(column.format);
    if (!pattern) return "is no pair of words; write one such as yes/no";
    column.pattern = *std::move(pattern);
    return {};
  }
  if (column.type == Type::kText) return "says nothing of a text; give the column a type";
  auto pattern = DatePattern::of(column.format);
  const bool date = column.type != Type::kTime;
  const bool time = column.type != Type::kDate;
  const bool fits = pattern && (date ? pattern->has_date() : !pattern->has_any_date()) &&
                    (time ? pattern->has_time() : !pattern->has_any_time());
  if (!fits) return "does not say all of it; its letters are yyyy, MM or M, dd or d, HH or H, mm, ss, SSS";
  column.pattern = *std::move(pattern);
  return {};
}

class Compiler {
 public:
  Compiler(const schema::Org& org, const json::Document& document, json::Complaints& shape, Plan& plan)
      : build_{org, document, shape, plan}, root_(document.root(), shape) {}

  void run() {
    find_object();
    read_operation();
    read_source();
    if (const json::Node* where = root_.member("where")) {
      build_.plan.where = build_.formula(*where, {set_of(Type::kBoolean), "true or false"});
    }
    const auto fields = root_.members("fields");
    const json::Node* external = root_.member("externalId");
    root_.refuse_unknown();
    if (build_.shape.any()) return;
    if (fields.empty() || fields.size() > kMostFields) {
      return build_.error(build_.document.root(), join({"\"fields\" must name 1 to ", std::to_string(kMostFields), " fields"}));
    }
    for (const json::Member& member : fields) add_field(build_, member);
    if (!build_.object) return;
    check_keys(external);
    warn_of_required();
  }

 private:
  void find_object() {
    const std::string name = root_.required_text("object");
    const auto at = build_.org.objects.find(name);
    if (at != build_.org.objects.end()) {
      build_.object = &at->second;
      build_.plan.object = at->first;
      return;
    }
    check::Nearest nearest(name);
    for (const auto& [known, object] : build_.org.objects) nearest.offer(known);
    if (const json::Node* node = root_.member("object")) {
      build_.error(*node, join({"the bundle has no object ", name, nearest.question()}));
    }
  }

  void read_operation() {
    const json::Node* node = root_.member("operation");
    const std::string name = root_.text("operation");
    if (!node || name.empty()) return;
    const auto at = std::find(kOperations.begin(), kOperations.end(), name);
    if (at == kOperations.end()) return build_.error(*node, "the operations are insert, update, upsert and delete");
    build_.plan.operation = static_cast<Operation>(at - kOperations.begin());
  }

  void read_source() {
    const json::Node* node = root_.member("source");
    if (!node) return;
    json::ObjectReader source(*node, build_.shape);
    build_.plan.rows = source.text("rows");
    if (!build_.plan.rows.empty() && build_.plan.rows.front() != '/') {
      build_.error(*source.member("rows"), "rows is a JSON pointer to the array of rows, like /data/items");
    }
    build_.plan.trim = source.flag("trim", true);
    const std::string blank = source.text("blank");
    if (!blank.empty() && blank != "leave" && blank != "clear") {
      build_.error(*source.member("blank"), "blank is leave (the field stays out of the record) or clear (it becomes null)");
    }
    build_.plan.clears = blank == "clear";
    for (const json::Member& member : source.members("columns")) read_column(member);
    source.refuse_unknown();
  }

  void read_column(const json::Member& member) {
    json::ObjectReader reader(member.node, build_.shape);
    Column column;
    column.name = std::string(member.name);
    column.heading = reader.text("name");
    if (column.heading.empty()) column.heading = column.name;
    column.format = reader.text("format");
    const std::string type = reader.text("type");
    reader.refuse_unknown();
    if (!type.empty()) {
      const auto at = std::find_if(kColumnTypes.begin(), kColumnTypes.end(), [&](const TypeName& t) { return t.name == type; });
      if (at == kColumnTypes.end()) {
        return build_.error(member.node, join({"no column is of type ", type, "; the types are text, number, checkbox, date, datetime, time"}));
      }
      column.type = at->type;
    }
    if (const std::string flaw = read_format(column); !flaw.empty()) {
      return build_.error(member.node, join({"the format ", column.format, " ", flaw}));
    }
    if (!build_.plan.columns.declare(std::move(column))) {
      build_.error(member.node, join({"column ", member.name, " is named twice, or there are more than ", std::to_string(kMostColumns)}));
    }
  }

  bool fills(std::string_view name) const {
    const auto& fields = build_.plan.fields;
    return std::any_of(fields.begin(), fields.end(), [&](const FieldPlan& plan) { return schema::same_name(plan.name, name); });
  }

  // By what Salesforce finds the record: Id, or an external id.
  void check_keys(const json::Node* external) {
    const json::Node& root = build_.document.root();
    const Operation operation = build_.plan.operation;
    if (operation != Operation::kUpsert) {
      if (external) build_.error(*external, "externalId belongs to the operation upsert");
      if (operation == Operation::kInsert) return;
      build_.plan.key = "Id";
      if (!fills("Id")) build_.error(root, "an update or delete needs the field Id");
      return;
    }
    const std::string name = root_.text("externalId");
    if (name.empty()) return build_.error(root, "an upsert needs externalId: the field by which records are found");
    build_.plan.key = "Id";
    if (!schema::same_name(name, "Id")) check_external(*external, name);
    if (!fills(name)) build_.error(*external, join({"no field fills ", name, ", by which records are found"}));
  }

  void check_external(const json::Node& at, const std::string& name) {
    const auto found = build_.object->fields.find(name);
    if (found != build_.object->fields.end() && found->second.external_id) {
      build_.plan.key = found->first;
      return;
    }
    std::string known;
    for (const auto& [other, field] : build_.object->fields) {
      if (field.external_id) known += join({known.empty() ? "" : ", ", other});
    }
    build_.error(at, join({name, " is no external id of ", build_.plan.object, "; ",
                           known.empty() ? "it has none" : "these are: ", known}));
  }

  void warn_of_required() {
    if (build_.plan.operation == Operation::kUpdate || build_.plan.operation == Operation::kDelete) return;
    for (const auto& [name, field] : build_.object->fields) {
      if (!field.required || field.is_formula() || !field.default_value.empty()) continue;
      const bool given = fills(name) || (!field.relationship_name.empty() && fills(field.relationship_name));
      if (!given && field.type != schema::FieldType::kAutoNumber) {
        build_.warning(*root_.member("fields"), join({"the required field ", name, " gets no value"}));
      }
    }
  }

  Build build_;
  json::ObjectReader root_;
};

}  // namespace

void Build::add(bool is_error, const json::Node& at, std::string message, syntax::Span span) {
  if (plan.findings.size() == kMostFindings) {
    plan.findings.back() = {true, {}, "there are more mistakes than are listed here", 0, 0};
    return;
  }
  plan.findings.push_back({is_error, document.pointer_to(at), std::move(message), span.begin, span.end});
}

std::optional<program::Program> Build::formula(const json::Node& at, const check::Expected& expected) {
  const std::string_view* text = at.text();
  if (!text) {
    shape.add(at, "expected a formula, as a text");
    return std::nullopt;
  }
  syntax::Diagnostics diagnostics;
  const std::optional<syntax::Tree> tree = syntax::parse(*text, diagnostics);
  check::Facts facts;
  if (tree) facts = check::check(*tree, plan.columns, check::Place::kFormulaField, expected, diagnostics);
  for (const syntax::Diagnostic& mistake : diagnostics) {
    add(true, at, mistake.hint.empty() ? mistake.message : join({mistake.message, " ", mistake.hint}), mistake.span);
  }
  if (!diagnostics.empty()) return std::nullopt;
  return program::compile(*tree, facts, program::Blanks::kStay);
}

std::optional<std::string> scalar(const json::Node& node) {
  if (const std::string_view* text = node.text()) return std::string(*text);
  if (const json::Number* number = node.number()) return std::string(number->spelling);
  if (const bool* flag = node.boolean()) return *flag ? "true" : "false";
  return std::nullopt;
}

Result<Plan> compile(const schema::Org& org, std::string_view document) {
  const Result<json::Document> parsed = json::parse(document, kMappingBytes);
  if (!parsed) return parsed.fault();
  json::Complaints shape(*parsed);
  Plan plan;
  Compiler(org, *parsed, shape, plan).run();
  if (shape.any()) return shape.first();
  return plan;
}

}  // namespace presave::transform
