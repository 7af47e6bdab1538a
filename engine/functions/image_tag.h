// The markup that IMAGE makes, written and recognized: HYPERLINK shows an image as its label but escapes any
// other markup, and a label arrives as mere text.
#pragma once

#include <string>
#include <string_view>

#include "engine/value/decimal.h"

namespace presave::functions {

/// `style` may be empty; `alternative` is escaped, `url` stands as it is.
std::string image_tag(std::string_view url, std::string_view alternative, std::string_view style);

/// True for exactly what image_tag writes for a url without quotes; markup of any other make is not trusted.
bool is_image_tag(std::string_view text);

/// "16px;" — and ".65px;" below 1, as Salesforce writes it.
std::string pixels(const Decimal& length);

}  // namespace presave::functions
