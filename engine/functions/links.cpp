// Links and images as Salesforce shows them, and the functions that only an org's own server can answer.
#include <string>

#include "engine/functions/encode.h"
#include "engine/functions/image_tag.h"
#include "engine/functions/make_text.h"
#include "engine/functions/name_order.h"
#include "engine/functions/registry.h"

namespace presave::functions {
namespace {

using OptionalText = std::optional<Text>;

// Salesforce writes one blank where an address or a label is blank.
std::string_view text_or_space(OptionalText text) { return text ? text->view() : std::string_view(" "); }

Answer<Text> link(Arena& arena, OptionalText url, OptionalText label, std::string_view target) {
  const std::string_view shown = text_or_space(label);
  const std::string inner = is_image_tag(shown) ? std::string(shown) : encode_markup(shown);
  return join(
      arena, {"<a href=\"", text_or_space(url), "\" target=\"", encode_markup(target), "\">", inner, "</a>"});
}

Answer<Text> hyperlink(Arena& arena, OptionalText url, OptionalText label) {
  return link(arena, url, label, "_blank");
}
Answer<Text> hyperlink_to(Arena& arena, OptionalText url, OptionalText label, OptionalText target) {
  return link(arena, url, label, target ? target->view() : std::string_view());
}

Answer<Text> image(Arena& arena, OptionalText url, OptionalText alternative) {
  return join(arena, {image_tag(text_or_space(url), text_or_space(alternative), "")});
}
Answer<Text> image_of_height(Arena& arena, OptionalText url, OptionalText alternative,
                             std::optional<Decimal> height) {
  const std::string style = "height:" + pixels(height.value_or(Decimal()));
  return join(arena, {image_tag(text_or_space(url), text_or_space(alternative), style)});
}
Answer<Text> image_of_size(Arena& arena, OptionalText url, OptionalText alternative,
                           std::optional<Decimal> height, std::optional<Decimal> width) {
  const std::string style =
      "height:" + pixels(height.value_or(Decimal())) + " width:" + pixels(width.value_or(Decimal()));
  return join(arena, {image_tag(text_or_space(url), text_or_space(alternative), style)});
}

Answer<Text> line_break(Arena& arena) { return join(arena, {"<br>"}); }

constexpr Row kRows[] = {
    {.name = "BR",
     .doc = "A line break where the text is shown as HTML.",
     .example = "BR()",
     .result = "<br>",
     .overloads = kOverloads<line_break>},
    {.name = "CURRENCYRATE",
     .doc = "The conversion rate of a currency, given with the record (currencyRates of its context).",
     .example = "",
     .result = "",
     .form = Form::kCurrencyRate,
     .signature = "CURRENCYRATE(Text) -> Number"},
    {.name = "GETRECORDIDS",
     .doc = "The ids of the records selected in a list.",
     .example = "",
     .result = "",
     .availability = Availability::kButtonsOnly,
     .form = Form::kHostCall,
     .signature = "GETRECORDIDS(ObjectType) -> Text"},
    {.name = "GETSESSIONID",
     .doc = "The user's session id, from the org.",
     .example = "",
     .result = "",
     .availability = Availability::kHost,
     .form = Form::kHostCall,
     .signature = "GETSESSIONID() -> Text"},
    {.name = "HYPERLINK",
     .doc = "A link with a label, opened in an optional target window.",
     .example = "HYPERLINK(\"https://example.com\", \"Home\")",
     .result = "<a href=\"https://example.com\" target=\"_blank\">Home</a>",
     .overloads = kOverloads<hyperlink, hyperlink_to>},
    {.name = "IMAGE",
     .doc = "An image with an alternative text, and optionally its height and width in pixels.",
     .example = "IMAGE(\"/logo.png\", \"Logo\", 16, 16)",
     .result = "<img src=\"/logo.png\" alt=\"Logo\" style=\"height:16px; width:16px;\" border=\"0\"/>",
     .overloads = kOverloads<image, image_of_height, image_of_size>},
    {.name = "IMAGEPROXYURL",
     .doc = "The address through which the org fetches an outside image.",
     .example = "",
     .result = "",
     .availability = Availability::kHost,
     .form = Form::kHostCall,
     .signature = "IMAGEPROXYURL(Text) -> Text"},
    {.name = "INCLUDE",
     .doc = "The content of an s-control.",
     .example = "",
     .result = "",
     .availability = Availability::kButtonsOnly,
     .form = Form::kHostCall,
     .signature = "INCLUDE(SControl, Text, …) -> Text"},
    {.name = "LINKTO",
     .doc = "A link to a page of the org.",
     .example = "",
     .result = "",
     .availability = Availability::kButtonsOnly,
     .form = Form::kHostCall,
     .signature = "LINKTO(Text, Action, Id, Text, …) -> Text"},
    {.name = "PREDICT",
     .doc = "The score of a prediction, from the org.",
     .example = "",
     .result = "",
     .availability = Availability::kHost,
     .form = Form::kHostCall,
     .signature = "PREDICT(Text, Any, …) -> Number",
     .host_result = Type::kNumber},
    {.name = "REQUIRESCRIPT",
     .doc = "Loads a script into the page.",
     .example = "",
     .result = "",
     .availability = Availability::kButtonsOnly,
     .form = Form::kHostCall,
     .signature = "REQUIRESCRIPT(Text) -> Text"},
    {.name = "URLFOR",
     .doc = "The address of a page, action or file of the org.",
     .example = "",
     .result = "",
     .availability = Availability::kButtonsOnly,
     .form = Form::kHostCall,
     .signature = "URLFOR(Action, Id, Text, …) -> Text"},
    {.name = "VLOOKUP",
     .doc = "A field of another object's record, found by its name; given with the record (lookups of its context).",
     .example = "",
     .result = "",
     .availability = Availability::kChangesOnly,
     .form = Form::kLookUp,
     .signature = "VLOOKUP($ObjectType.O.Fields.F, $ObjectType.O.Fields.Name, Text) -> type of F"},
};
static_assert(in_name_order(kRows));

}  // namespace

std::span<const Row> link_rows() { return kRows; }

}  // namespace presave::functions
