#include "cli/diff_report.h"

#include <algorithm>
#include <span>
#include <string_view>

#include <nlohmann/json.hpp>

namespace presave::cli {
namespace {

using diff::Action;
using diff::Change;
using diff::Effect;

/// What a change means for records, in words; empty where it means nothing for them.
std::string_view words_of(Effect effect) {
  switch (effect) {
    case Effect::kStricter:
      return "stricter";
    case Effect::kLooser:
      return "looser";
    case Effect::kEither:
      return "check it";
    case Effect::kNone:
      break;
  }
  return {};
}

/// "3 changes: 1 stricter, 2 looser".
std::string summary(const Difference& difference) {
  if (difference.changes.empty()) return "no difference";
  std::string out = counted(difference.changes.size(), "change");
  std::string_view before = ": ";
  for (const Effect effect : {Effect::kStricter, Effect::kLooser, Effect::kEither}) {
    const auto count = std::count_if(difference.changes.begin(), difference.changes.end(),
                                     [&](const Change& change) { return change.effect == effect; });
    if (count == 0) continue;
    out += std::string(before) + std::to_string(count) +
           (effect == Effect::kEither ? " to check" : " " + std::string(words_of(effect)));
    before = ", ";
  }
  return out;
}

std::string subject_of(const Change& change) {
  return change.name.empty() ? change.kind : change.kind + " " + change.name;
}

/// "added", "removed: it was required", or what changed.
std::string what_of(const Change& change) {
  if (change.action == Action::kChanged) return change.what;
  const std::string action(diff::name_of(change.action));
  return change.what.empty() ? action : action + ", " + change.what;
}

/// The lines of a text, each behind a sign.
std::string signed_lines(std::string_view text, std::string_view sign) {
  std::string out;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    out += std::string(sign) + printable(text.substr(0, end)) + '\n';
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  }
  return out;
}

Colour colour_of(Effect effect) {
  if (effect == Effect::kStricter) return Colour::kRed;
  return effect == Effect::kLooser ? Colour::kYellow : Colour::kFaint;
}

std::string change_text(const Change& change, const Painter& painter) {
  std::string out = "  " + printable(subject_of(change)) + ": ";
  if (const std::string_view effect = words_of(change.effect); !effect.empty()) {
    out += painter.paint(colour_of(change.effect), effect) + ", ";
  }
  out += printable(what_of(change));
  if (!change.source.file.empty()) {
    const std::string line =
        change.source.line > 0 ? ':' + std::to_string(change.source.line) : std::string();
    out += painter.paint(Colour::kFaint, "  " + printable(change.source.file) + line);
  }
  out += '\n';
  if (!change.before.empty()) out += painter.paint(Colour::kRed, signed_lines(change.before, "    - "));
  if (!change.after.empty()) out += painter.paint(Colour::kGreen, signed_lines(change.after, "    + "));
  return out;
}

std::string heading_of(const Change& change) {
  return change.object.empty() ? "The org as a whole" : change.object;
}

/// Text of an org inside Markdown: nothing in it may act as markup or end a table's cell.
std::string markdown(std::string_view text) {
  std::string out;
  for (const char c : printable(text)) {
    if (std::string_view("\\`*_{}[]<>#|!~&@").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

/// The same where Markdown is not looked for: inside HTML tags.
std::string html(std::string_view text) {
  std::string out;
  for (const char c : printable(text)) {
    if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '&')
      out += "&amp;";
    else
      out += c;
  }
  return out;
}

/// The texts that changed, folded away below the table.
std::string details(const Change& change) {
  if (change.before.empty() && change.after.empty()) return {};
  return "<details><summary>" + html(subject_of(change) + ": " + what_of(change)) +
         "</summary>\n\n~~~~~~diff\n" + signed_lines(change.before, "- ") + signed_lines(change.after, "+ ") +
         "~~~~~~\n\n</details>\n\n";
}

std::string markdown_table(std::span<const Change> changes) {
  std::string out =
      "### " + markdown(heading_of(changes.front())) + "\n\n| | what | change |\n|---|---|---|\n";
  for (const Change& change : changes) {
    const std::string effect(words_of(change.effect));
    out += "| " + (effect.empty() ? effect : "**" + effect + "**") + " | " + markdown(subject_of(change)) +
           " | " + markdown(what_of(change)) + " |\n";
  }
  out += '\n';
  for (const Change& change : changes) out += details(change);
  return out;
}

/// The changes that belong to the same object as the first one.
std::span<const Change> same_object(std::span<const Change> changes) {
  const auto end = std::find_if(changes.begin(), changes.end(), [&](const Change& change) {
    return change.object != changes.front().object;
  });
  return changes.first(static_cast<std::size_t>(end - changes.begin()));
}

}  // namespace

std::string diff_text(const Difference& difference, const Painter& painter) {
  std::string out = printable(difference.before + " → " + difference.after) + ": " +
                    painter.paint(Colour::kBold, summary(difference)) + '\n';
  std::span<const Change> rest = difference.changes;
  while (!rest.empty()) {
    const std::span<const Change> group = same_object(rest);
    out += '\n' + painter.paint(Colour::kBold, printable(heading_of(group.front()))) + '\n';
    for (const Change& change : group) out += change_text(change, painter);
    rest = rest.subspan(group.size());
  }
  return out;
}

std::string diff_markdown(const Difference& difference) {
  std::string out = "## Rules: " + summary(difference) + "\n\n";
  std::span<const Change> rest = difference.changes;
  while (!rest.empty()) {
    const std::span<const Change> group = same_object(rest);
    out += markdown_table(group);
    rest = rest.subspan(group.size());
  }
  return out;
}

std::string diff_json(const Difference& difference) {
  using Json = nlohmann::ordered_json;
  Json out = {
      {"before", difference.before}, {"after", difference.after}, {"same", difference.changes.empty()}};
  Json& changes = out["changes"] = Json::array();
  for (const Change& change : difference.changes) {
    Json item = {{"object", change.object},
                 {"kind", change.kind},
                 {"name", change.name},
                 {"action", diff::name_of(change.action)},
                 {"effect", diff::name_of(change.effect)},
                 {"what", change.what}};
    if (!change.before.empty()) item["before"] = change.before;
    if (!change.after.empty()) item["after"] = change.after;
    if (!change.source.file.empty())
      item["source"] = {{"file", change.source.file}, {"line", change.source.line}};
    changes.push_back(std::move(item));
  }
  return out.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace presave::cli
