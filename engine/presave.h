// The one public door of the engine. Everything outside engine/ (command line, server, WebAssembly) includes
// this file and nothing else of the engine, but for the plain data in engine/schema and engine/base.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/fault.h"
#include "engine/base/result.h"
#include "engine/schema/org.h"

namespace presave {

/// One mistake in a rule or formula field, which therefore does not compile: said at load time, and the rule
/// undetermined at decision time.
struct Finding {
  std::string object;
  std::string name;         ///< of the rule or formula field
  std::string message;      ///< in Salesforce's own words where they are known, and what to try
  std::uint32_t begin = 0;  ///< where in the formula, in bytes
  std::uint32_t end = 0;
  schema::Source source;
  bool unsupported = false;  ///< no mistake: right in Salesforce, but beyond this engine
};

/// One mistake in a mapping, or something in it that will hardly do what was meant.
struct MappingFinding {
  bool is_error = true;     ///< no row is transformed while there is one
  std::string where;        ///< in the mapping document, as a JSON pointer
  std::string message;      ///< what is wrong, and what to write instead
  std::uint32_t begin = 0;  ///< where in the formula that stands there, in bytes; both 0 where it is none
  std::uint32_t end = 0;
};

class Session;

/// An org's rules, compiled. Immutable after loading, so threads may share one; every decision brings its
/// own scratch memory. Documents (bundle, request, outcome, description) are described in docs/documents.md.
class Bundle {
 public:
  /// Reads a bundle document and compiles all its rules. Refuses malformed documents; a rule that does not
  /// compile is a Finding, not a refusal.
  static Result<Bundle> load(std::string_view document);
  /// The same from an org model that an importer has just filled.
  static Result<Bundle> compile(schema::Org org);

  Bundle(Bundle&&) noexcept;
  Bundle& operator=(Bundle&&) noexcept;
  ~Bundle();

  const schema::Org& org() const;
  const std::vector<Finding>& findings() const;
  /// How many active rules and formula fields were compiled.
  std::size_t compiled_rules() const;
  std::size_t compiled_formula_fields() const;

  /// Decides the record of a request document and gives an outcome document. `now_ms` (epoch milliseconds, in
  /// the years 1 to 9999) is the clock where the request brings none.
  Result<std::string> validate(std::string_view request, std::int64_t now_ms) const;

  /// Opens the record of a request document for editing. The bundle must outlive the session.
  Result<Session> open(std::string_view request, std::int64_t now_ms) const;

  /// What a form needs to know of one object: a JSON document {"object", "label", "pluralLabel", "fields":
  /// [{"name", "type", "label", "required", "editable", …}], "rules": [{"name", "field", "message"}]}.
  Result<std::string> describe(std::string_view object) const;

  /// What must be loaded so that every rule of the object can be decided: fields, parents, globals, a ready query.
  Result<std::string> requirements(std::string_view object) const;

  /// Why a rule decides a record as it does, part by part, and what would make it pass: {"rule", "request"} to an
  /// explanation document.
  Result<std::string> explain(std::string_view document, std::int64_t now_ms) const;

  /// Decides {"request"} as validate() does, and says which conditions of which rules it has shown.
  Result<std::string> cover(std::string_view document, std::int64_t now_ms) const;

  /// Requests that show what {"object", "requests"} do not show yet, with values from the conditions themselves.
  Result<std::string> propose(std::string_view document, std::int64_t now_ms) const;

 private:
  struct Inside;
  explicit Bundle(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

/// One record while somebody edits it: after each change only what reads the field is decided again. For one thread.
class Session {
 public:
  Session(Session&&) noexcept;
  Session& operator=(Session&&) noexcept;
  ~Session();

  /// Everything that is known now: an outcome document, as Bundle::validate() gives it for the edited record.
  std::string outcome();
  /// Sets a field of the record, or an object in place of a parent ("Program__r"), to a JSON value. Gives a change
  /// document: {"verdict", "changed": […], "formulaFields"}. A refusal leaves the record as it was.
  Result<std::string> set(std::string_view field, std::string_view value);

 private:
  friend class Bundle;
  struct Inside;
  explicit Session(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

/// Asks Bundle::validate() about the records of a mapping.
struct MappedRequest {
  std::string operation;  ///< as what they are decided: "insert" or "update"
  std::string begin;      ///< the request document as far as the record

  /// The request document of one record, JSON.
  std::string document(std::string_view record) const;
};

/// How foreign rows become records (docs/mappings.md), checked against a bundle, which must outlive it. Immutable, so
/// threads may share one.
class Mapping {
 public:
  /// Refuses documents of the wrong shape; what does not fit the org is a finding.
  static Result<Mapping> load(const Bundle& bundle, std::string_view document);

  Mapping(Mapping&&) noexcept;
  Mapping& operator=(Mapping&&) noexcept;
  ~Mapping();

  const std::vector<MappingFinding>& findings() const;
  /// True where no finding is an error.
  bool is_sound() const;
  const std::string& object() const;
  /// "insert", "update", "upsert" or "delete".
  std::string_view operation() const;
  /// Where in a JSON document the array of rows stands, a JSON pointer; empty: it is the document itself.
  const std::string& rows() const;
  /// The field by which the org finds the records: "Id", or an upsert's external id. Empty: they are inserted.
  const std::string& key() const;
  /// What the records' members are called in a file of Bulk API 2.0, in their order: "Name", "Customer__r.Code__c",
  /// "Lead:Who.Email".
  std::vector<std::string> columns() const;
  /// The headings of the columns that are read, in the order in which rows() takes their cells.
  std::vector<std::string_view> headings() const;

  /// As what its records are decided, each a request of its own: of an upsert `upsert_as` says it, "insert", "update" or
  /// "both"; a delete asks no rule. `context` is a context object of docs/documents.md as JSON, or empty. An upsert's key is
  /// said to be unique, as the record that has it is the one that is updated; a context with answers of its own is left as it is.
  std::vector<MappedRequest> requests(std::string_view upsert_as, std::string_view context) const;

  /// A JSON object to {"record": …}, {"skipped": true} or {"reasons": […]}. Refuses what is no JSON object, and
  /// everything while is_sound() is false.
  Result<std::string> transform(std::string_view row, std::int64_t now_ms) const;

 private:
  friend class MappedRows;
  struct Inside;
  explicit Mapping(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

/// Rows of cells under one header. For one thread; the mapping must outlive it.
class MappedRows {
 public:
  /// Refuses a header without a column that the mapping reads.
  static Result<MappedRows> open(const Mapping& mapping, const std::vector<std::string_view>& header);

  MappedRows(MappedRows&&) noexcept;
  MappedRows& operator=(MappedRows&&) noexcept;
  ~MappedRows();

  /// The answer document of Mapping::transform(). `cells` stand in the header's order; missing ones are blank.
  std::string transform(const std::vector<std::string_view>& cells, std::int64_t now_ms);

 private:
  struct Inside;
  explicit MappedRows(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

/// The bundle document of an org model: deterministic, sorted, human-diffable, ending with a line end.
std::string write_bundle(const schema::Org& org);
/// The org model of a bundle document; what Bundle::load reads before compiling.
Result<schema::Org> read_bundle(std::string_view document);

}  // namespace presave
