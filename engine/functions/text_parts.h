// The text functions that look for, cut, pad and replace parts of a text. Lengths and positions count UTF-16
// units, as Salesforce's do; searching works on the UTF-8 bytes, which finds the same places.
#pragma once

#include <optional>

#include "engine/functions/function.h"

namespace presave::functions {

using OptionalText = std::optional<Text>;

/// BEGINS: a blank start is always found.
std::optional<bool> begins_with(OptionalText text, OptionalText start);
/// CONTAINS: a blank part is always found.
std::optional<bool> contains_text(OptionalText text, OptionalText part);
/// FIND: counts from 1; 0 when the part is not there or either is blank.
Answer<Decimal> find_text(OptionalText part, OptionalText text);
/// FIND with a start, which must not be blank.
Answer<Decimal> find_text_from(OptionalText part, OptionalText text, std::optional<Decimal> start);
/// As the API shows it: a blank start finds nothing.
Answer<Decimal> api_find_text_from(OptionalText part, OptionalText text, std::optional<Decimal> start);
/// LEN: 0 for blank.
Decimal length(OptionalText text);

/// LEFT, RIGHT, MID: counts are cut to integers; none or less gives blank, more than there is gives all.
Text left(Text text, const Decimal& count);
Text right(Text text, const Decimal& count);
/// As the API shows it: a count with a fraction gives blank.
Text api_right(Text text, const Decimal& count);
Text middle(Text text, const Decimal& start, const Decimal& count);
/// TRIM: blanks only; tabs and line ends stay.
Text trim(Text text);

/// LPAD, RPAD: to a length; longer text is cut at its end on either side.
Answer<Text> pad_left(Arena& arena, Text text, const Decimal& wanted);
Answer<Text> pad_left_with(Arena& arena, Text text, const Decimal& wanted, OptionalText pad);
Answer<Text> pad_right(Arena& arena, Text text, const Decimal& wanted);
Answer<Text> pad_right_with(Arena& arena, Text text, const Decimal& wanted, OptionalText pad);
/// As the API shows it: a blank padding gives blank.
Answer<Text> api_pad_left_with(Arena& arena, Text text, const Decimal& wanted, Text pad);
Answer<Text> api_pad_right_with(Arena& arena, Text text, const Decimal& wanted, Text pad);
/// SUBSTITUTE: every occurrence, from the left; a blank replacement removes them.
Answer<Text> substitute(Arena& arena, Text text, Text part, OptionalText replacement);
/// As the API shows it: a blank part is nowhere, so the text stays.
Answer<Text> api_substitute(Arena& arena, Text text, OptionalText part, OptionalText replacement);
/// REVERSE: characters change places, surrogate pairs do not.
Answer<Text> reverse(Arena& arena, Text text);

}  // namespace presave::functions
