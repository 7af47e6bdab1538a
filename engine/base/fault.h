// What can go wrong outside a formula: one table of codes, each with its sentence.
// Faults of a formula over a record are values (engine/value/value.h), not these.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace presave {

/// Why an operation was refused. A program compares codes, never sentences.
enum class FaultCode : std::uint8_t {
  kMalformedJson,       ///< the text is not JSON
  kWrongShape,          ///< JSON, XML or CSV, but a member is missing or of the wrong kind
  kUnsupportedVersion,  ///< a document of a version this engine does not read
  kTooLarge,            ///< a bound of engine/base/limits.h was passed
  kUnknownObject,       ///< the bundle has no such object
  kUnknownField,        ///< the object has no such field
  kBadValue,            ///< a value that its field's type cannot hold
  kMalformedXml,        ///< the text is not XML
  kMalformedCsv,        ///< the text is not CSV (RFC 4180)
  kNotFound,            ///< a file or folder that is not there
  kUnreadable,          ///< a file or folder that is there but cannot be read or written
  kBadSignature,        ///< a signed request whose signature does not fit
  kBadConfiguration,    ///< a setting that is missing or makes no sense
  kUnreachable,         ///< another server gave no answer: refused, not trusted, too late; may pass
  kRefused,             ///< another server answered, and said no; asking again changes nothing
  kBusy,                ///< a store or a pool that is taken for the moment; may pass
};

/// The code as documents and programs spell it: "malformedJson".
std::string_view name_of(FaultCode code);
/// The general sentence of a code, without a final full stop: "the text is not JSON".
std::string_view sentence(FaultCode code);

/// True where the same operation may succeed a little later, so that trying again makes sense.
bool may_pass(FaultCode code);

/// One refusal: what kind, where, and what exactly.
struct Fault {
  FaultCode code;
  std::string where;   ///< file:line, JSON pointer or setting name; empty when there is no place
  std::string detail;  ///< what was found and what was expected; names nothing secret

  /// "where: sentence: detail", leaving out what is empty. For people.
  std::string text() const;
};

}  // namespace presave
