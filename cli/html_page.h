// The pages that commands write for people who would rather look: self-contained, without script, in light and dark.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace presave::cli {

/// A whole document. `body` is markup; `more_style` follows the style that all pages share.
std::string html_page(std::string_view title, std::string_view more_style, std::string_view body);

/// A bar that is filled to `part` of `total`; of nothing it is full. For the eye alone: the number stands beside it.
std::string html_bar(std::size_t part, std::size_t total);

}  // namespace presave::cli
