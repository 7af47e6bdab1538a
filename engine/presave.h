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

/// The bundle document of an org model: deterministic, sorted, human-diffable, ending with a line end.
std::string write_bundle(const schema::Org& org);
/// The org model of a bundle document; what Bundle::load reads before compiling.
Result<schema::Org> read_bundle(std::string_view document);

}  // namespace presave
