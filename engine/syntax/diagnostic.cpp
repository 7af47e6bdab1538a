#include "engine/syntax/diagnostic.h"

namespace presave::syntax {

std::string_view name_of(DiagnosticCode code) {
  switch (code) {
    case DiagnosticCode::kSyntax: return "syntax";
    case DiagnosticCode::kTooLong: return "tooLong";
    case DiagnosticCode::kTooDeep: return "tooDeep";
    case DiagnosticCode::kUnknownFunction: return "unknownFunction";
    case DiagnosticCode::kNotAllowedHere: return "notAllowedHere";
    case DiagnosticCode::kUnknownField: return "unknownField";
    case DiagnosticCode::kArgumentCount: return "argumentCount";
    case DiagnosticCode::kArgumentType: return "argumentType";
    case DiagnosticCode::kArgumentValue: return "argumentValue";
    case DiagnosticCode::kResultType: return "resultType";
    case DiagnosticCode::kBadRegex: return "badRegex";
    case DiagnosticCode::kUnsupported: return "unsupported";
    case DiagnosticCode::kCircular: return "circular";
  }
  return "unknown";
}

}  // namespace presave::syntax
