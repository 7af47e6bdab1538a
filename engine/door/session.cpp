#include "engine/door/session.h"

#include <algorithm>
#include <utility>

#include "engine/base/join.h"
#include "engine/base/limits.h"
#include "engine/door/field_value.h"
#include "engine/door/record_reader.h"
#include "engine/rules/scope.h"
#include "engine/schema/api_name.h"

namespace presave {

using json::Document;
using json::Member;
using json::Node;
using rules::Record;

Session::Session(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Session::Session(Session&&) noexcept = default;
Session& Session::operator=(Session&&) noexcept = default;
Session::~Session() = default;
std::string Session::outcome() { return inside_->outcome(); }
Result<std::string> Session::set(std::string_view field, std::string_view value) { return inside_->set(field, value); }

Session::Inside::Inside(const schema::Org& org, door::Request request, std::int64_t now_ms)
    : org_(org),
      request_(std::move(request)),
      rules_(*request_.rules),
      now_ms_(now_ms),
      dependents_(rules::dependents_of(rules_)),
      fields_(rules_.layout().size()) {}

Done Session::Inside::open() {
  Result<std::unique_ptr<rules::Session>> opened = replay();
  if (!opened) return opened.fault();
  session_ = *std::move(opened);
  defaults_.emplace(session_->record());
  if (!request_.head.formula_fields) return done();
  formulas_.emplace(session_->record());
  JsonText unread;  // outcome() says them all
  unread.begin_object();
  formulas_->write_changes(unread, formulas_->all());
  return done();
}

std::string Session::Inside::outcome() {
  make_room();
  return door::write_outcome(session_->record(), session_->outcome(), request_.head.formula_fields);
}

Result<std::string> Session::Inside::set(std::string_view field, std::string_view value) {
  if (request_.head.kind == door::SaveKind::kUndelete) {
    return Fault{FaultCode::kWrongShape, std::string(field), "a record that is restored comes back as it was; edit it afterwards"};
  }
  Result<Document> parsed = json::parse(value, limits::kRequestBytes);
  if (!parsed) return parsed.fault();
  const auto slot = schema::is_api_name(field) ? rules_.layout().find(field) : std::nullopt;
  if (!slot || dependents_[*slot].moves_others) {
    const bool stays = slot && leads_there_already(*slot, parsed->root());
    return move({std::string(field), *std::move(parsed), stays});
  }
  if (rules_.layout()[*slot].field->is_formula()) {
    return Fault{FaultCode::kWrongShape, std::string(field), "a formula field is computed; it cannot be set"};
  }
  return put(*slot, *std::move(parsed));
}

// What is behind a lookup stays when the lookup is set to where it leads already.
bool Session::Inside::leads_there_already(std::uint32_t slot, const Node& value) const {
  const Record& record = session_->record();
  if (!dependents_[slot].moves_others || !record.present.is_loaded(slot)) return false;
  const std::optional<Value> next = door::field_value(value, rules_.layout()[slot].field->type);
  return next && next->view() == record.present.values[slot].view();
}

std::string Session::Inside::put(std::uint32_t slot, Document value) {
  make_room();
  if (formulas_) formulas_->forget(dependents_[slot]);
  const Node& node = value.root();
  const std::optional<Value> held = door::field_value(node, rules_.layout()[slot].field->type);
  const std::vector<rules::Revision> revisions =
      session_->set(slot, held, held ? std::string() : door::shown(node));
  JsonText out;
  out.begin_object();
  door::write_changes(out, rules_, session_->verdict(), revisions);
  defaults_->write_change(out, rules_, slot);
  if (formulas_) {
    formulas_->take(slot);
    formulas_->write_changes(out, dependents_[slot].computed);
  }
  out.end_object();
  fields_[slot] = std::move(value);  // the record holds its text; nothing holds the old one's any more
  return std::move(out).take();
}

// Texts of formula fields pile up in the record's arena; when they are many, all of them are computed anew.
void Session::Inside::make_room() {
  constexpr std::size_t kMostLeftover = 1u << 16;
  Record& record = session_->record();
  if (record.arena.taken() <= kMostLeftover) return;
  record.forget_computed();
  if (formulas_) formulas_->forget_all();
  record.arena.reset();
}

// Everything is read and decided again: which parent's fields still count is for the record to say.
Result<std::string> Session::Inside::move(Move next) {
  const std::string name = next.name;
  const auto known = std::find_if(moves_.begin(), moves_.end(), [&](const Move& move) { return schema::same_name(move.name, name); });
  if (known == moves_.end() && moves_.size() == limits::kSessionMoves) {
    return Fault{FaultCode::kTooLarge, name, join({"at most ", std::to_string(limits::kSessionMoves), " lookups and parents are set in one session"})};
  }
  const auto place = known - moves_.begin();
  const bool said = known != moves_.end() && next.stays;
  std::optional<Move> before;
  if (known != moves_.end() && !next.stays) {
    before = std::move(*known);
    moves_.erase(known);
  }
  if (!said) moves_.push_back(std::move(next));
  Result<std::unique_ptr<rules::Session>> moved = replay();
  if (!moved) {
    if (!said) moves_.pop_back();
    if (before) moves_.insert(moves_.begin() + place, *std::move(before));
    Fault fault = moved.fault();
    if (fault.where.empty()) fault.where = name;
    return fault;
  }
  const std::vector<rules::Revision> revisions = (*moved)->changes_since(*session_);
  session_ = *std::move(moved);
  JsonText out;
  out.begin_object();
  door::write_changes(out, rules_, session_->verdict(), revisions);
  defaults_->write_changes(out, session_->record());
  if (formulas_) {
    formulas_->restart(session_->record());
    formulas_->write_changes(out, formulas_->all());
  }
  out.end_object();
  return std::move(out).take();
}

Result<std::unique_ptr<rules::Session>> Session::Inside::replay() {
  auto record = std::make_unique<Record>(rules_, request_.head.operation());
  record->context.now = DateTime{now_ms_};
  if (Done filled = door::fill_record(request_.document, request_.head, org_, *record); !filled) return filled.fault();
  for (const Move& move : moves_) {
    if (!move.stays) leave_parent(move.name, *record);
    if (Done applied = apply(move.name, move.value, *record); !applied) return applied.fault();
  }
  for (std::uint32_t slot = 0; slot < fields_.size(); ++slot) {
    if (!fields_[slot]) continue;
    if (Done applied = apply(rules_.layout()[slot].path, *fields_[slot], *record); !applied) return applied.fault();
  }
  record->complete();
  return std::make_unique<rules::Session>(std::move(record), dependents_);
}

// As if the value stood in the request's record.
Done Session::Inside::apply(std::string_view name, const Document& value, Record& record) {
  if (const auto slot = rules_.layout().find(name)) record.clear(*slot);
  const Member member{name, value.root()};
  Node only;
  only.value = std::span<const Member>(&member, 1);
  return door::RecordReader(value, record).read(only, record.present);
}

// What was said of a parent no longer counts when its lookup leads elsewhere, or when it is said anew.
void Session::Inside::leave_parent(std::string_view name, Record& record) {
  const run::Layout& layout = rules_.layout();
  if (const auto slot = layout.find(name)) {
    record.present.forget_parent(*slot);
    if (schema::same_name(name, "RecordTypeId")) record.forget_record_type();
  } else if (const rules::NamedField* lookup = rules::relationship(rules_.object(), name)) {
    if (const auto behind = layout.find(lookup->first)) record.present.forget_parent(*behind);
  }
}

}  // namespace presave
