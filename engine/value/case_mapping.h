// Upper and lower case of all of Unicode, as Java maps it. The tables are generated:
// tools/unicode/make_case_tables.py.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace presave {

/// Whose rules for i and I hold.
enum class CaseLocale : std::uint8_t { kRoot, kTurkic };

/// kTurkic for "tr" and "az" with or without a country ("tr_TR"), kRoot otherwise.
CaseLocale case_locale(std::string_view name);

/// Full mapping, longer where the language is: "ß" gives "SS".
std::string to_upper(std::string_view text, CaseLocale locale = CaseLocale::kRoot);

/// Full mapping, with the final form of sigma at the end of a word.
std::string to_lower(std::string_view text, CaseLocale locale = CaseLocale::kRoot);

/// The first letter of each word in upper case, the rest in lower case, one character for one ("ß" stays). A
/// word begins after anything that is neither a letter with case nor a digit. Letters outside the Basic
/// Multilingual Plane stay as they are, as in Java.
std::string to_initcap(std::string_view text);

}  // namespace presave
