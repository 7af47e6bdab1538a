#include "server/http/form.h"

#include <algorithm>
#include <optional>

#include "server/http/limits.h"

namespace presave::server::http {
namespace {

constexpr std::string_view kFormType = "application/x-www-form-urlencoded";

Fault misshaped(std::string where, std::string detail) {
  return {FaultCode::kWrongShape, std::move(where), std::move(detail)};
}

int digit_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// True for visible ASCII alone, 0x21 to 0x7E. Looks at all of it and gathers bytes, not truths: compilers
/// then look at sixteen at a time.
bool is_visible(std::string_view text) {
  unsigned char outside = 0;
  for (const char c : text) {
    const auto above = static_cast<unsigned char>(static_cast<unsigned char>(c) - 0x21u);
    outside |= static_cast<unsigned char>(above > 0x7E - 0x21 ? 1 : 0);
  }
  return outside == 0;
}

/// The character that an escape "%41" stands for; -1 where there is no whole escape.
int escaped(std::string_view text) {
  const int high = text.size() < 3 ? -1 : digit_of(text[1]);
  const int low = text.size() < 3 ? -1 : digit_of(text[2]);
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

/// Gives nothing when the text is not properly encoded.
std::optional<std::string> decode(std::string_view text) {
  std::string out;
  out.reserve(text.size());  // decoded it is no longer than this
  // Each is looked for again only when it was passed, so that no text takes more than two readings.
  std::size_t percent = text.find('%');
  std::size_t plus = text.find('+');
  for (std::size_t at = 0;;) {
    const std::size_t end = std::min({percent, plus, text.size()});
    const std::string_view plain = text.substr(at, end - at);
    if (!is_visible(plain)) return std::nullopt;
    out += plain;
    if (end == text.size()) return out;
    if (end == plus) {
      out += ' ';
      at = end + 1;
      plus = text.find('+', at);
      continue;
    }
    const int character = escaped(text.substr(end));
    if (character < 0) return std::nullopt;
    out += static_cast<char>(character);
    at = end + 3;
    percent = text.find('%', at);
  }
}

}  // namespace

Result<std::string_view> Form::only(std::string_view name) const {
  const std::string* found = nullptr;
  for (const Field& field : fields_) {
    if (field.first != name) continue;
    if (found) return misshaped(std::string(name), "the form has this field twice; send it once");
    found = &field.second;
  }
  if (!found) return misshaped(std::string(name), "the form does not have this field");
  return std::string_view(*found);
}

Result<Form> decode_form(std::string_view body) {
  std::vector<Form::Field> fields;
  while (!body.empty()) {
    const auto end = body.find('&');
    const std::string_view pair = body.substr(0, end);
    body.remove_prefix(end == std::string_view::npos ? body.size() : end + 1);
    if (pair.empty()) continue;
    const std::string where = "form field " + std::to_string(fields.size() + 1);
    if (fields.size() == limits::kFormFields) {
      return Fault{FaultCode::kTooLarge, where,
                   "a form may have " + std::to_string(limits::kFormFields) + " fields"};
    }
    const auto equals = pair.find('=');
    auto name = decode(pair.substr(0, equals));
    auto value = decode(equals == std::string_view::npos ? std::string_view() : pair.substr(equals + 1));
    if (!name || !value) {
      return misshaped(where, "not percent-encoded as application/x-www-form-urlencoded wants it");
    }
    fields.emplace_back(std::move(*name), std::move(*value));
  }
  return Form(std::move(fields));
}

std::string form_text(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  constexpr std::string_view kPlain = "-._~";
  std::string out;
  for (const char c : text) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (letter || kPlain.find(c) != std::string_view::npos) {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += {'%', kDigits[byte >> 4u], kDigits[byte & 15u]};
  }
  return out;
}

bool is_form(const Request& request) {
  std::string_view type = request.header("Content-Type");
  type = type.substr(0, type.find(';'));
  while (!type.empty() && type.back() == ' ') type.remove_suffix(1);
  return same_token(type, kFormType);
}

}  // namespace presave::server::http
