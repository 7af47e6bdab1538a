// The door's Mapping: a checked plan, and rows through it.
#include <algorithm>
#include <array>

#include "engine/base/join.h"
#include "engine/base/json_text.h"
#include "engine/base/limits.h"
#include "engine/bundle/json_reader.h"
#include "engine/check/nearest.h"
#include "engine/presave.h"
#include "engine/transform/compile.h"
#include "engine/transform/limits.h"
#include "engine/transform/row.h"

namespace presave {

using transform::Cell;

struct Mapping::Inside {
  transform::Plan plan;

  bool is_sound() const {
    return std::none_of(plan.findings.begin(), plan.findings.end(), [](const MappingFinding& finding) { return finding.is_error; });
  }
};

namespace {

Fault not_sound() {
  return {FaultCode::kWrongShape, {}, "the mapping has mistakes; its findings say which (presave map)"};
}

Cell cell_of(const json::Node& node) {
  if (const std::string_view* text = node.text()) return {*text, Cell::Kind::kText};
  if (const json::Number* number = node.number()) return {number->spelling, Cell::Kind::kJson};
  if (const bool* flag = node.boolean()) return {*flag ? "true" : "false", Cell::Kind::kJson};
  if (node.is_null()) return {};
  return {{}, Cell::Kind::kNested};
}

// "address.city" is a member of that name, or else a member of a member.
const json::Node* find_member(const json::Node& row, std::string_view heading) {
  const json::Node* node = row.find(heading);
  if (node) return node;
  node = &row;
  while (node) {
    const std::size_t dot = heading.find('.');
    node = node->find(heading.substr(0, dot));
    if (dot == std::string_view::npos) return node;
    heading.remove_prefix(dot + 1);
  }
  return nullptr;
}

std::vector<std::string_view> operations_of(std::string_view operation, std::string_view upsert_as) {
  if (operation == "delete") return {};
  if (operation != "upsert") return {operation};
  if (upsert_as == "both") return {"insert", "update"};
  return {upsert_as};
}

std::string with_own_key(std::string_view context, const Mapping& mapping) {
  if (mapping.operation() != "upsert" || mapping.key() == "Id") return std::string(context);
  const Result<json::Document> document = json::parse(context.empty() ? "{}" : context, limits::kRequestBytes);
  if (!document || !document->root().members() || document->root().find("unique")) return std::string(context);
  const std::string own = join({"{\"unique\":{\"", mapping.key(), "\":true}"});
  if (document->root().members()->empty()) return own + "}";
  return join({own, ",", context.substr(context.find('{') + 1)});
}

std::string request_begin(std::string_view object, std::string_view operation, std::string_view context) {
  JsonText out;
  out.begin_object();
  out.member("object", object);
  out.member("operation", operation);
  if (!context.empty()) out.json("context", context);
  return std::move(out).take() + ",\"record\":";
}

}  // namespace

Mapping::Mapping(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Mapping::Mapping(Mapping&&) noexcept = default;
Mapping& Mapping::operator=(Mapping&&) noexcept = default;
Mapping::~Mapping() = default;

Result<Mapping> Mapping::load(const Bundle& bundle, std::string_view document) {
  Result<transform::Plan> plan = transform::compile(bundle.org(), document);
  if (!plan) return plan.fault();
  return Mapping(std::make_unique<Inside>(Inside{*std::move(plan)}));
}

const std::vector<MappingFinding>& Mapping::findings() const { return inside_->plan.findings; }
bool Mapping::is_sound() const { return inside_->is_sound(); }
const std::string& Mapping::object() const { return inside_->plan.object; }

std::string_view Mapping::operation() const {
  constexpr std::array<std::string_view, 4> kNames = {"insert", "update", "upsert", "delete"};
  return kNames[static_cast<std::size_t>(inside_->plan.operation)];
}

const std::string& Mapping::rows() const { return inside_->plan.rows; }
const std::string& Mapping::key() const { return inside_->plan.key; }

std::vector<std::string> Mapping::columns() const {
  std::vector<std::string> columns;
  for (const transform::FieldPlan& field : inside_->plan.fields) {
    if (field.relation_field.empty()) columns.push_back(field.name);
    else columns.push_back(join({field.relation_object, field.relation_object.empty() ? "" : ":", field.name, ".", field.relation_field}));
  }
  return columns;
}

std::vector<MappedRequest> Mapping::requests(std::string_view upsert_as, std::string_view context) const {
  const std::string known = with_own_key(json::without_byte_order_mark(context), *this);
  std::vector<MappedRequest> requests;
  for (const std::string_view operation : operations_of(this->operation(), upsert_as)) {
    requests.push_back({std::string(operation), request_begin(object(), operation, known)});
  }
  return requests;
}

std::string MappedRequest::document(std::string_view record) const { return join({begin, record, "}"}); }

std::vector<std::string_view> Mapping::headings() const {
  std::vector<std::string_view> headings;
  for (const transform::Column& column : inside_->plan.columns.all()) headings.push_back(column.heading);
  return headings;
}

Result<std::string> Mapping::transform(std::string_view row, std::int64_t now_ms) const {
  if (!is_sound()) return not_sound();
  const Result<json::Document> document = json::parse(row, transform::kRowBytes);
  if (!document) return document.fault();
  if (!document->root().members()) return Fault{FaultCode::kWrongShape, "/", "a row is a JSON object"};
  std::vector<Cell> cells;
  for (const transform::Column& column : inside_->plan.columns.all()) {
    const json::Node* node = find_member(document->root(), column.heading);
    cells.push_back(node ? cell_of(*node) : Cell{});
  }
  return transform::Rows(inside_->plan).transform(cells, DateTime{now_ms});
}

struct MappedRows::Inside {
  explicit Inside(const transform::Plan& plan) : rows(plan) {}

  transform::Rows rows;
  std::vector<std::size_t> places;  // in a row, by column
  std::vector<Cell> cells;          // kept between rows
};

MappedRows::MappedRows(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
MappedRows::MappedRows(MappedRows&&) noexcept = default;
MappedRows& MappedRows::operator=(MappedRows&&) noexcept = default;
MappedRows::~MappedRows() = default;

Result<MappedRows> MappedRows::open(const Mapping& mapping, const std::vector<std::string_view>& header) {
  if (!mapping.is_sound()) return not_sound();
  auto inside = std::make_unique<Inside>(mapping.inside_->plan);
  for (const std::string_view heading : mapping.headings()) {
    auto at = std::find(header.begin(), header.end(), heading);
    if (at == header.end()) at = std::find_if(header.begin(), header.end(), [&](std::string_view name) { return NocaseEqual{}(name, heading); });
    if (at == header.end()) {
      check::Nearest nearest(heading);
      for (const std::string_view name : header) nearest.offer(name);
      return Fault{FaultCode::kWrongShape, {}, join({"the mapping reads a column ", heading, ", which is not in the header", nearest.question()})};
    }
    inside->places.push_back(static_cast<std::size_t>(at - header.begin()));
  }
  return MappedRows(std::move(inside));
}

std::string MappedRows::transform(const std::vector<std::string_view>& cells, std::int64_t now_ms) {
  inside_->cells.clear();
  for (const std::size_t place : inside_->places) inside_->cells.push_back(place < cells.size() ? Cell{cells[place]} : Cell{});
  return inside_->rows.transform(inside_->cells, DateTime{now_ms});
}

}  // namespace presave
