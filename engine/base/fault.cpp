#include "engine/base/fault.h"

namespace presave {

std::string_view name_of(FaultCode code) {
  switch (code) {
    case FaultCode::kMalformedJson: return "malformedJson";
    case FaultCode::kWrongShape: return "wrongShape";
    case FaultCode::kUnsupportedVersion: return "unsupportedVersion";
    case FaultCode::kTooLarge: return "tooLarge";
    case FaultCode::kUnknownObject: return "unknownObject";
    case FaultCode::kUnknownField: return "unknownField";
    case FaultCode::kBadValue: return "badValue";
    case FaultCode::kMalformedXml: return "malformedXml";
    case FaultCode::kMalformedCsv: return "malformedCsv";
    case FaultCode::kNotFound: return "notFound";
    case FaultCode::kUnreadable: return "unreadable";
    case FaultCode::kBadSignature: return "badSignature";
    case FaultCode::kBadConfiguration: return "badConfiguration";
    case FaultCode::kUnreachable: return "unreachable";
    case FaultCode::kRefused: return "refused";
    case FaultCode::kBusy: return "busy";
  }
  return "unknown";
}

std::string_view sentence(FaultCode code) {
  switch (code) {
    case FaultCode::kMalformedJson: return "the text is not JSON";
    case FaultCode::kWrongShape: return "the document does not have the expected form";
    case FaultCode::kUnsupportedVersion: return "this version of the document is not supported";
    case FaultCode::kTooLarge: return "too large";
    case FaultCode::kUnknownObject: return "unknown object";
    case FaultCode::kUnknownField: return "unknown field";
    case FaultCode::kBadValue: return "the value does not fit the field";
    case FaultCode::kMalformedXml: return "the text is not XML";
    case FaultCode::kMalformedCsv: return "the text is not CSV";
    case FaultCode::kNotFound: return "not found";
    case FaultCode::kUnreadable: return "cannot be read or written";
    case FaultCode::kBadSignature: return "the signature does not fit";
    case FaultCode::kBadConfiguration: return "the configuration is not usable";
    case FaultCode::kUnreachable: return "the other server gave no answer";
    case FaultCode::kRefused: return "the other server refused";
    case FaultCode::kBusy: return "busy for the moment";
  }
  return "unknown fault";
}

bool may_pass(FaultCode code) {
  return code == FaultCode::kUnreachable || code == FaultCode::kBusy;
}

std::string Fault::text() const {
  std::string out = where;
  if (!out.empty()) out += ": ";
  out += sentence(code);
  if (!detail.empty()) {
    out += ": ";
    out += detail;
  }
  return out;
}

}  // namespace presave
