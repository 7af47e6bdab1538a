// A formula author's mistake: what, where, and what to try. Several per formula.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace presave::syntax {

/// A part of a formula's source, in bytes: [begin, end).
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

enum class DiagnosticCode : std::uint8_t {
  kSyntax,
  kTooLong,
  kTooDeep,
  kUnknownFunction,
  kNotAllowedHere,   ///< the function exists, but not in this kind of formula
  kUnknownField,
  kArgumentCount,
  kArgumentType,
  kArgumentValue,    ///< the type fits, the literal does not: GEOLOCATION(91, 0)
  kResultType,
  kBadRegex,
  kUnsupported,      ///< right in Salesforce, but beyond this engine: no mistake of the author's
  kCircular,         ///< a formula field that reads itself
};

/// The code's name in JSON documents: "unknownField".
std::string_view name_of(DiagnosticCode code);

struct Diagnostic {
  DiagnosticCode code;
  Span span;
  std::string message;  ///< Salesforce's own wording where it is known
  std::string hint;     ///< what to try; empty when there is nothing to add
};

using Diagnostics = std::vector<Diagnostic>;

}  // namespace presave::syntax
