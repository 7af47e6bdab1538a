// Reading application/x-www-form-urlencoded bodies, strictly: what one decoder repairs another reads
// differently, so nothing is repaired.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/result.h"
#include "server/http/message.h"

namespace presave::server::http {

/// The fields of a form in their order; a name may come twice.
class Form {
 public:
  using Field = std::pair<std::string, std::string>;
  explicit Form(std::vector<Field> fields) : fields_(std::move(fields)) {}

  const std::vector<Field>& fields() const { return fields_; }
  /// The value of a field that must be there exactly once.
  Result<std::string_view> only(std::string_view name) const;

 private:
  std::vector<Field> fields_;
};

/// Decodes a body: '+' is a space, %XX a byte. Refuses a '%' without two hexadecimal digits, characters that
/// must be encoded, and more than limits::kFormFields fields.
Result<Form> decode_form(std::string_view body);

/// A text as the name or value of a form's or a query's field.
std::string form_text(std::string_view text);

/// True when the request says that its body is such a form.
bool is_form(const Request& request);

}  // namespace presave::server::http
