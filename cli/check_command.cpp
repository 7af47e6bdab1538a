#include "cli/check_command.h"

#include <cstdio>
#include <fstream>
#include <iostream>
#include <optional>
#include <utility>
#include <vector>

#include "cli/check_page.h"
#include "cli/clock.h"
#include "cli/csv.h"
#include "cli/exit_code.h"
#include "cli/in_order.h"
#include "cli/output_file.h"
#include "cli/output_stream.h"
#include "cli/progress.h"
#include "cli/reasons.h"
#include "cli/repairs.h"
#include "cli/row_report.h"
#include "cli/row_request.h"
#include "cli/row_sorter.h"
#include "engine/base/limits.h"
#include "engine/bundle/json_reader.h"
#include "engine/csv/header.h"
#include "metadata/text_file.h"

namespace presave::cli {
namespace {

int refuse(const Fault& fault) {
  std::fprintf(stderr, "presave check: %s\n", printable(fault.text()).c_str());
  return kInput;
}

/// A context file's text, when it is one JSON object; the engine looks at its members.
Result<std::string> read_context(const std::filesystem::path& file) {
  if (file.empty()) return std::string();
  const std::string shown = file.string();
  Result<std::string> text = metadata::read_text_file(file, shown, limits::kRequestBytes);
  if (!text) return text.fault();
  const Result<json::Document> document = json::parse(*text, limits::kRequestBytes);
  if (!document)
    return Fault{document.fault().code, shown + ": " + document.fault().where, document.fault().detail};
  if (document->root().members() == nullptr) {
    return Fault{FaultCode::kWrongShape, shown, "expected an object: the \"context\" of docs/documents.md"};
  }
  return text;
}

/// What goes to a thread at once: enough that handing it over costs nothing beside the work.
constexpr std::size_t kRowsAtOnce = 256;
constexpr std::uint64_t kBytesAtOnce = 1u
                                       << 20;  ///< fewer rows where they are long, so that memory stays small

/// The first row must name each column, and each once.
Done check_header(const CsvRow& header, const std::string& place) {
  const auto problems = csv::header_problems({header.cells.begin(), header.cells.end()});
  if (problems.empty()) return done();
  return Fault{FaultCode::kWrongShape, place, problems.front().text()};
}

struct Rows {
  std::vector<CsvRow> rows;
  std::uint64_t bytes = 0;  ///< of the stream that have been read
};

struct Answers {
  std::string text;
  Tally tally;
  Reasons reasons;
  SortedRows sorted;
  std::uint64_t bytes = 0;
  std::optional<Fault> fault;  ///< why there are no answers to the rows after these
};

/// Decides rows; for several threads at once.
class Decider {
 public:
  /// `sorter` is null where the rows go nowhere.
  Decider(const Bundle& bundle, const RowRequest& request, const RowSorter* sorter, bool json)
      : bundle_(bundle), request_(request), sorter_(sorter), json_(json), painter_(stdout) {}

  Answers decide(const Rows& rows) const {
    Answers answers;
    answers.bytes = rows.bytes;
    for (const CsvRow& row : rows.rows) {
      const Done decided = decide(row, answers);
      if (!decided) {
        answers.fault = decided.fault();
        break;
      }
    }
    return answers;
  }

 private:
  Done decide(const CsvRow& row, Answers& answers) const {
    const Result<std::string> outcome = bundle_.validate(request_.document(row.cells), now_);
    const Result<RowAnswer> answer = outcome ? read_outcome(*outcome) : unreadable(outcome.fault());
    if (!answer) return answer.fault();
    answers.tally.add(answer->verdict);
    for (const RowMessage& message : answer->messages) answers.reasons.add(row.line, message);
    if (sorter_ != nullptr) sorter_->sort(row, *answer, answers.sorted);
    answers.text += !json_    ? row_text(row.line, *answer, painter_)
                    : outcome ? row_json(row.line, *outcome)
                              : row_json(row.line, outcome.fault());
    return done();
  }

  static RowAnswer unreadable(const Fault& fault) {
    return {std::string(kUnreadableVerdict), {{Weight::kRefused, "", "", fault.text()}}};
  }

  const Bundle& bundle_;
  const RowRequest& request_;
  const RowSorter* sorter_;
  const bool json_;
  const Painter painter_;
  const std::int64_t now_ = now_ms();  // one moment for all rows: the answer must not depend on their order
};

class Check {
 public:
  Check(const CheckOptions& options, const Bundle& bundle)
      : options_(options), bundle_(bundle), accepted_(options.accepted), rejected_(options.rejected) {}

  /// `size` is that of the stream, where it is known.
  int run(std::istream& in, const std::string& name, std::optional<std::uint64_t> size, std::string context) {
    const Result<csv::Dialect> dialect = dialect_of(options_.separator, options_.encoding, options_.lenient);
    if (!dialect) return refuse(dialect.fault());
    CsvReader csv(in, name, *dialect);
    CsvRow row;
    const Result<bool> header = csv.next(row);
    if (!header) return refuse(header.fault());
    if (!*header)
      return refuse({FaultCode::kMalformedCsv, name, "the file is empty; its first line must name fields"});
    show_repairs(csv, row);
    if (const Done named = check_header(row, csv.place(row.line)); !named) return refuse(named.fault());
    const Result<RowRequest> request =
        RowRequest::make(bundle_.org(), {options_.object, options_.operation, std::move(context)}, row.cells,
                         csv.place(row.line));
    if (!request) return refuse(request.fault());
    const RowSorter sorter(*request, std::move(row.cells));
    if (const Done begun = keep(sorter.headers()); !begun) return refuse(begun.fault());
    const Done checked = all_rows(csv, size, *request, sorter);
    std::fprintf(options_.json ? stderr : stdout, "%s\n", tally_.text().c_str());
    std::fputs(repairs_.summary().c_str(), stderr);
    if (!checked) return refuse(checked.fault());
    for (OutputStream* file : {&accepted_, &rejected_}) {
      if (const Done finished = file->finish(); !finished) return refuse(finished.fault());
    }
    if (const Done reported = report(name); !reported) return refuse(reported.fault());
    return tally_.all_pass() ? kAllPass : kFailures;
  }

 private:
  /// What is wrong with the file is said after the answers to the rows before it.
  Done all_rows(CsvReader& csv, std::optional<std::uint64_t> size, const RowRequest& request,
                const RowSorter& sorter) {
    const bool sorts = !options_.accepted.empty() || !options_.rejected.empty();
    const Decider decider(bundle_, request, sorts ? &sorter : nullptr, options_.json);
    InOrder<Rows, Answers> decisions(helping_threads(),
                                     [&](const Rows& rows) { return decider.decide(rows); });
    Progress progress(size);
    while (true) {
      Rows rows;
      const Result<bool> more = read_some(csv, rows);
      rows.bytes = csv.bytes();
      decisions.put(std::move(rows));
      const bool is_over = !more || !*more;
      while (is_over ? !decisions.empty() : decisions.full()) {
        const Done shown = show(decisions.take(), progress);
        if (!shown) return shown.fault();
      }
      if (!more) return more.fault();
      if (is_over) return done();
    }
  }

  /// False when these are the last rows; after a fault those that stood before it are in `out`.
  Result<bool> read_some(CsvReader& csv, Rows& out) {
    const std::uint64_t begin = csv.bytes();
    while (out.rows.size() < kRowsAtOnce && csv.bytes() - begin < kBytesAtOnce) {
      CsvRow row;
      const Result<bool> more = csv.next(row);
      if (!more || !*more) return more;
      show_repairs(csv, row);
      out.rows.push_back(std::move(row));
    }
    return true;
  }

  void show_repairs(const CsvReader& csv, const CsvRow& row) {
    std::fputs(repairs_.add(printable(csv.name()), row.repairs).c_str(), stderr);
  }

  Done show(Answers answers, Progress& progress) {
    std::fputs(answers.text.c_str(), stdout);
    tally_ += answers.tally;
    reasons_.add(std::move(answers.reasons));
    if (const Done kept = keep(answers.sorted); !kept) return kept.fault();
    if (answers.fault) return *answers.fault;
    progress.show(tally_.rows, answers.bytes);
    return done();
  }

  Done keep(const SortedRows& rows) {
    const Done kept = accepted_.write(rows.accepted);
    return kept ? rejected_.write(rows.rejected) : kept.fault();
  }

  Done report(const std::string& name) const {
    if (options_.report.empty()) return done();
    const std::string title = std::filesystem::path(name).filename().string() + " as " + options_.object;
    return write_file(options_.report, check_page(title, tally_, reasons_));
  }

  const CheckOptions& options_;
  const Bundle& bundle_;
  Tally tally_;
  Reasons reasons_;
  Repairs repairs_;
  OutputStream accepted_;
  OutputStream rejected_;
};

}  // namespace

int check_command(const CheckOptions& options) {
  const Result<Bundle> bundle = load_org(options.org);
  if (!bundle) return refuse(bundle.fault());
  Result<std::string> context = read_context(options.context);
  if (!context) return refuse(context.fault());
  Check check(options, *bundle);
  if (options.data == "-") return check.run(std::cin, "standard input", std::nullopt, std::move(*context));
  std::error_code error;
  if (std::filesystem::is_directory(options.data, error)) {
    return refuse({FaultCode::kUnreadable, options.data, "is a folder; name a CSV file"});
  }
  std::ifstream file(options.data, std::ios::binary);
  if (!file) return refuse({FaultCode::kNotFound, options.data, "name a CSV file, or - for standard input"});
  const std::uintmax_t size = std::filesystem::file_size(options.data, error);
  const bool is_sized = !error && size > 0;  // a pipe by name has no size
  return check.run(file, options.data, is_sized ? std::optional<std::uint64_t>(size) : std::nullopt,
                   std::move(*context));
}

}  // namespace presave::cli
