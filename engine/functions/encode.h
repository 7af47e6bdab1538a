// Makes text safe for HTML, JavaScript and URLs, the way Salesforce's encoding functions do. Apart from
// text.cpp because links need it too.
#pragma once

#include <string>
#include <string_view>

namespace presave::functions {

/// HTMLENCODE: also turns characters outside the Basic Multilingual Plane into numbered entities.
std::string encode_html(std::string_view text);

/// JSENCODE: for the inside of a JavaScript string literal.
std::string encode_javascript(std::string_view text);

/// URLENCODE: as form data, in UTF-8; a blank becomes "+".
std::string encode_url(std::string_view text);

/// As HYPERLINK and IMAGE write text and attributes.
std::string encode_markup(std::string_view text);

}  // namespace presave::functions
