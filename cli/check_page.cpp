#include "cli/check_page.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "cli/html_page.h"
#include "cli/markup.h"

namespace presave::cli {
namespace {

constexpr std::string_view kStyle = R"(
.whole { display: flex; height: 1.5rem; margin: 1rem 0 .5rem; border: 1px solid var(--line); border-radius: .4rem; overflow: hidden; }
.pass { background: var(--all); } .fail { background: var(--none); } .undetermined { background: var(--some); } .unreadable { background: var(--faint); } .skipped { background: var(--line); }
ul.legend { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; margin: 0; padding: 0; list-style: none; }
ul.legend span { display: inline-block; width: .8rem; height: .8rem; margin-right: .4rem; border-radius: .2rem; }
.bar { background: var(--card); } .bar span { background: var(--faint); }
.refused .bar span { background: var(--none); } .undecided .bar span { background: var(--some); }
td ul { margin: 0; padding: 0; list-style: none; }
)";

struct Section {
  Weight weight;
  std::string_view title;
  std::string_view look;
};
constexpr std::array kSections = {
    Section{Weight::kRefused, "Why rows are refused", "refused"},
    Section{Weight::kUndetermined, "What could not be decided here", "undecided"},
    Section{Weight::kWarning, "Warnings", "warnings"}};

using Entry = std::pair<const ReasonKey, Reason>;

/// The most frequent first.
std::vector<const Entry*> entries_of(const Reasons& reasons, Weight weight) {
  std::vector<const Entry*> out;
  for (const Entry& entry : reasons.all()) {
    if (entry.first.weight == weight) out.push_back(&entry);
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const Entry* a, const Entry* b) { return a->second.count > b->second.count; });
  return out;
}

std::string count_and_bar(std::size_t count, std::size_t rows) {
  return "<td class=\"number\">" + std::to_string(count) + "</td><td>" + html_bar(count, rows) + "</td>";
}

std::string code_or(const std::string& name, std::string_view otherwise) {
  return name.empty() ? "<span class=\"faint\">" + std::string(otherwise) + "</span>"
                      : "<code>" + escaped(name) + "</code>";
}

/// Each message once, and the lines that it stands for.
std::string examples(const Reason& reason) {
  std::string out = "<ul>";
  for (std::size_t i = 0; i < reason.examples.size();) {
    const std::string& text = reason.examples[i].text;
    std::string lines;
    for (; i < reason.examples.size() && reason.examples[i].text == text; ++i) {
      lines += (lines.empty() ? "" : ", ") + std::to_string(reason.examples[i].line);
    }
    const bool one = lines.find(',') == std::string::npos;
    out += "<li>" + escaped(text) + " <span class=\"faint\">" + (one ? "line " : "lines ") + lines +
           "</span></li>";
  }
  return out + "</ul>";
}

std::string rules_section(const Section& section, const Reasons& reasons, std::size_t rows) {
  const std::vector<const Entry*> entries = entries_of(reasons, section.weight);
  if (entries.empty()) return {};
  std::string out =
      "<section class=\"" + std::string(section.look) + "\">\n<h2>" + std::string(section.title) +
      "</h2>\n<table>\n<tr><th scope=\"col\">Rule</th><th scope=\"col\">Field</th><th scope=\"col\" "
      "class=\"number\">Rows</th><th scope=\"col\">Of all rows</th><th scope=\"col\">Examples</th></tr>\n";
  for (const Entry* entry : entries) {
    const auto& [key, reason] = *entry;
    out += "<tr><th scope=\"row\">" + code_or(key.rule, "before any rule") + "</th><td>" +
           code_or(key.field, "the record") + "</td>" + count_and_bar(reason.count, rows) + "<td>" +
           examples(reason) + "</td></tr>\n";
  }
  return out + "</table>\n</section>\n";
}

std::string fields_section(const Reasons& reasons) {
  std::map<std::string, std::size_t> counts;
  std::size_t total = 0;
  for (const auto& [key, reason] : reasons.all()) {
    if (key.weight != Weight::kRefused) continue;
    counts[key.field] += reason.count;
    total += reason.count;
  }
  if (counts.size() < 2) return {};  // one field says no more than the table of rules
  std::vector<std::pair<std::string, std::size_t>> fields(counts.begin(), counts.end());
  std::stable_sort(fields.begin(), fields.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  std::string out =
      "<section class=\"refused\">\n<h2>Where the refusals stand</h2>\n<table>\n<tr><th "
      "scope=\"col\">Field</th><th "
      "scope=\"col\" class=\"number\">Messages</th><th scope=\"col\">Of all messages</th></tr>\n";
  for (const auto& [field, count] : fields) {
    out += "<tr><th scope=\"row\">" + code_or(field, "the record") + "</th>" + count_and_bar(count, total) +
           "</tr>\n";
  }
  return out + "</table>\n</section>\n";
}

std::string header(std::string_view title, const Tally& tally) {
  const std::array<std::pair<std::string_view, std::size_t>, 5> parts = {
      {{"pass", tally.pass},
       {"fail", tally.fail},
       {"undetermined", tally.undetermined},
       {"unreadable", tally.unreadable},
       {"skipped", tally.skipped}}};
  std::string whole;
  std::string legend;
  for (const auto& [name, count] : parts) {
    if (count == 0) continue;
    const std::string look(name);
    whole += "<span class=\"" + look + "\" style=\"flex:" + std::to_string(count) + "\"></span>";
    legend += "<li><span class=\"" + look + "\" aria-hidden=\"true\"></span>" + std::to_string(count) + " " +
              look + "</li>";
  }
  return "<header>\n<h1>" + escaped(title) + "</h1>\n<p>" + counted(tally.rows, "row") +
         "</p>\n<div class=\"whole\" aria-hidden=\"true\">" + whole + "</div>\n<ul class=\"legend\">" +
         legend + "</ul>\n</header>\n";
}

}  // namespace

std::string check_page(std::string_view title, const Tally& tally, const Reasons& reasons) {
  std::string body = header(title, tally) + "<main>\n";
  for (const Section& section : kSections) {
    body += rules_section(section, reasons, tally.rows);
    if (section.weight == Weight::kRefused) body += fields_section(reasons);
  }
  if (reasons.all().empty()) body += "<p>Nothing keeps these rows from being saved.</p>\n";
  return html_page(title, kStyle, body + "</main>\n");
}

}  // namespace presave::cli
