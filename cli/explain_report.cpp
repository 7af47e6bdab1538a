#include "cli/explain_report.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "engine/value/utf16.h"

namespace presave::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kWidth = 80;
constexpr std::size_t kValueColumn = 64;   // where a line's own value stands, unless the formula is narrow
constexpr std::size_t kLongestUnder = 22;  // characters of a value under its part

std::string text(const Json& json, const char* key) { return json.value(key, std::string()); }

// Prose in lines that fit, each indented.
std::string wrapped(std::string_view prose) {
  constexpr std::string_view kIndent = "  ";
  std::string out;
  std::string line;
  while (!prose.empty()) {
    const std::string_view word = prose.substr(0, prose.find(' '));
    if (!line.empty() && utf16_length(line) + utf16_length(word) + kIndent.size() >= kWidth) {
      out.append(kIndent).append(line).append("\n");
      line.clear();
    }
    line.append(line.empty() ? "" : " ").append(word);
    prose.remove_prefix(std::min(prose.size(), word.size() + 1));
  }
  return out.append(kIndent).append(line).append("\n");
}

// A value of a record or of a part as a person writes it.
std::string spelled(const Json& value) {
  if (value.is_null()) return "blank";
  if (value.is_boolean()) return value.get<bool>() ? "TRUE" : "FALSE";
  if (value.is_string()) return printable(value.get_ref<const std::string&>());
  return printable(value.dump());
}

/// What a part came to.
struct Seen {
  std::string words;
  Colour colour = Colour::kFaint;
  bool evaluated = false;
};

Seen seen_of(const Json& part) {
  const std::string state = text(part, "state");
  if (state == "faulted") return {"fails: " + printable(text(part, "message")), Colour::kRed, true};
  if (state == "undetermined") return {"unknown", Colour::kYellow, true};
  if (state != "evaluated") return {"not evaluated", Colour::kFaint, false};
  const Json& value = part.at("value");
  if (value.is_null()) return {"blank", Colour::kFaint, true};
  if (value.is_boolean()) return {spelled(value), value.get<bool>() ? Colour::kGreen : Colour::kRed, true};
  return {spelled(value), Colour::kYellow, true};
}

/// The rows of values under one line, each under the column where its part is named.
class Under {
 public:
  // From right to left, each value in the first row where it does not touch what stands to its right; the rows above
  // lead down to it.
  void add(std::size_t column, const Seen& seen) {
    const std::string words = shortened(seen.words, kLongestUnder);
    const std::size_t end = column + utf16_length(words) + 1;
    std::size_t at = 0;
    while (at < rows_.size() && end > rows_[at].begin) {
      rows_[at].cells.push_back({column, "|", Colour::kFaint});
      rows_[at].begin = column;
      ++at;
    }
    if (at == rows_.size()) rows_.push_back({});
    rows_[at].cells.push_back({column, words, seen.colour});
    rows_[at].begin = column;
  }

  std::string text(const Painter& painter, std::size_t indent) const {
    std::string out;
    for (const Row& row : rows_) {
      std::size_t at = 0;
      out += std::string(indent, ' ');
      for (auto cell = row.cells.rbegin(); cell != row.cells.rend(); ++cell) {
        out += std::string(cell->column - at, ' ') + painter.paint(cell->colour, cell->words);
        at = cell->column + utf16_length(cell->words);
      }
      out += '\n';
    }
    return out;
  }

 private:
  struct Cell {
    std::size_t column;
    std::string words;
    Colour colour;
  };
  struct Row {
    std::vector<Cell> cells;  ///< from right to left
    std::size_t begin = 0;    ///< the leftmost column that is taken
  };
  std::vector<Row> rows_;
};

std::string line_text(const Json& line, const Json& parts, std::size_t value_column, const Painter& painter,
                      std::size_t indent) {
  std::string out = std::string(indent, ' ');
  const std::string formula = printable(text(line, "text"));
  if (line.contains("part")) {
    const Seen own = seen_of(parts.at(line.at("part").get<std::size_t>()));
    if (utf16_length(formula) <= value_column) out += padded(formula, value_column);
    else out += formula + '\n' + std::string(indent + value_column, ' ');
    out += "  " + painter.paint(own.colour, shortened(own.words, kWidth)) + '\n';
  } else {
    out += formula + '\n';
  }
  std::vector<std::pair<std::size_t, Seen>> places;
  for (const Json& place : line.at("under")) {
    const Seen seen = seen_of(parts.at(place.at("part").get<std::size_t>()));
    if (seen.evaluated) places.emplace_back(place.at("column").get<std::size_t>(), seen);
  }
  std::sort(places.begin(), places.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  Under under;
  for (const auto& [column, seen] : places) under.add(column, seen);
  return out + under.text(painter, indent);
}

std::string formula_text(const Json& formula, const Painter& painter, std::size_t indent) {
  std::size_t widest = 0;
  for (const Json& line : formula.at("lines")) widest = std::max(widest, utf16_length(text(line, "text")));
  const std::size_t value_column = std::min(widest, kValueColumn);
  std::string out;
  for (const Json& line : formula.at("lines")) out += line_text(line, formula.at("parts"), value_column, painter, indent);
  return out;
}

std::string verdict_text(const Json& explanation, const Painter& painter) {
  const std::string verdict = text(explanation, "verdict");
  if (verdict == "pass") return painter.paint(Colour::kGreen, "passes");
  if (verdict == "fail") return painter.paint(Colour::kRed, "refuses the record");
  if (verdict == "faulted") return painter.paint(Colour::kRed, "fails: " + printable(text(explanation, "why")));
  return painter.paint(Colour::kYellow, "cannot be decided: " + printable(text(explanation, "why")));
}

std::string change_text(const Json& change, const Painter& painter) {
  std::string out;
  for (const Json& field : change.at("fields")) {
    if (!out.empty()) out += ", and ";
    out += painter.paint(Colour::kBold, printable(text(field, "field"))) + " from " + shortened(spelled(field.at("from")), kLongestUnder) +
           " to " + painter.paint(Colour::kGreen, shortened(spelled(field.at("to")), kLongestUnder));
  }
  const auto others = change.at("otherFailures").get<std::size_t>();
  if (others > 0) out += painter.paint(Colour::kFaint, " (" + counted(others, "other failure") + " would be left)");
  return out;
}

std::string repair_text(const Json& explanation, const Painter& painter) {
  if (!explanation.contains("repair")) return {};
  const Json& repair = explanation.at("repair");
  const Json& changes = repair.at("changes");
  if (changes.empty()) {
    return "\nNo change of one or two of the record's own fields was found that makes it pass (" +
           counted(repair.at("runs").get<std::size_t>(), "try", "tries") +
           (repair.at("everythingSmallTried").get<bool>() ? ").\n" : "; the search was ended by its bound).\n");
  }
  std::string out = changes.size() == 1 ? "\nIt would pass with\n" : "\nIt would pass with one of\n";
  for (const Json& change : changes) out += "  " + change_text(change, painter) + '\n';
  return out;
}

}  // namespace

std::string explain_report(const Json& explanation, const Painter& painter, bool open) {
  std::string out = painter.paint(Colour::kBold, printable(text(explanation, "object") + "." + text(explanation, "rule"))) +
                    "  " + verdict_text(explanation, painter) + '\n';
  const std::string field = text(explanation, "field");
  out += wrapped((field.empty() ? std::string() : printable(field) + ": ") + printable(text(explanation, "message"))) + '\n';
  if (!explanation.contains("parts")) return out + printable(text(explanation, "formula")) + '\n';
  out += formula_text(explanation, painter, 0);
  if (open) {
    for (const Json& formula : explanation.at("formulaFields")) {
      out += '\n' + painter.paint(Colour::kBold, printable(text(formula, "field"))) + " is\n" + formula_text(formula, painter, 2);
    }
  } else if (!explanation.at("formulaFields").empty()) {
    out += painter.paint(Colour::kFaint, "\n" + counted(explanation.at("formulaFields").size(), "formula field") +
                                             " in it; --open shows how they are computed.\n");
  }
  return out + repair_text(explanation, painter);
}

std::string explained_formula(const Json& explanation, const Painter& painter, std::size_t indent) {
  return explanation.contains("parts") ? formula_text(explanation, painter, indent) : std::string();
}

}  // namespace presave::cli
