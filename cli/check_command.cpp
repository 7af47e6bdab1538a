#include "cli/check_command.h"

#include <cstdio>
#include <fstream>
#include <iostream>
#include <optional>
#include <utility>

#include "cli/clock.h"
#include "cli/csv.h"
#include "cli/exit_code.h"
#include "cli/progress.h"
#include "cli/row_report.h"
#include "cli/row_request.h"
#include "engine/base/limits.h"
#include "engine/bundle/json_reader.h"
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

class Check {
 public:
  Check(const CheckOptions& options, const Bundle& bundle)
      : options_(options), bundle_(bundle), painter_(stdout) {}

  /// `size` is that of the stream, where it is known.
  int run(std::istream& in, const std::string& name, std::optional<std::uint64_t> size, std::string context) {
    CsvReader csv(in, name);
    CsvRow row;
    const Result<bool> header = csv.next(row);
    if (!header) return refuse(header.fault());
    if (!*header)
      return refuse({FaultCode::kMalformedCsv, name, "the file is empty; its first line must name fields"});
    const Result<RowRequest> request =
        RowRequest::make(bundle_.org(), {options_.object, options_.operation, std::move(context)}, row.cells,
                         csv.place(row.line));
    if (!request) return refuse(request.fault());
    const Done checked = rows(csv, size, *request);
    std::fprintf(options_.json ? stderr : stdout, "%s\n", tally_.text().c_str());
    if (!checked) return refuse(checked.fault());
    return tally_.all_pass() ? kAllPass : kFailures;
  }

 private:
  Done rows(CsvReader& csv, std::optional<std::uint64_t> size, const RowRequest& request) {
    Progress progress(size);
    const std::int64_t now = now_ms();  // one moment for all rows: the answer must not depend on their order
    CsvRow row;
    while (true) {
      const Result<bool> more = csv.next(row);
      if (!more) return more.fault();
      if (!*more) return done();
      if (row.cells.size() != request.columns()) {
        return Fault{FaultCode::kMalformedCsv, csv.place(row.line),
                     counted(row.cells.size(), "cell") + ", but the first line names " +
                         counted(request.columns(), "field")};
      }
      const Done shown = show(row.line, bundle_.validate(request.document(row.cells), now));
      if (!shown) return shown.fault();
      progress.show(tally_.rows, csv.bytes());
    }
  }

  Done show(std::size_t line, const Result<std::string>& outcome) {
    Result<RowAnswer> answer = outcome ? read_outcome(*outcome) : unreadable(outcome.fault());
    if (!answer) return answer.fault();
    tally_.add(answer->verdict);
    const std::string text = !options_.json ? row_text(line, *answer, painter_)
                             : outcome      ? row_json(line, *outcome)
                                            : row_json(line, outcome.fault());
    std::fputs(text.c_str(), stdout);
    return done();
  }

  static RowAnswer unreadable(const Fault& fault) {
    return {std::string(kUnreadableVerdict), {{"", "", fault.text()}}};
  }

  const CheckOptions& options_;
  const Bundle& bundle_;
  Painter painter_;
  Tally tally_;
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
  return check.run(file, options.data, is_sized ? std::optional<std::uint64_t>(size) : std::nullopt, std::move(*context));
}

}  // namespace presave::cli
