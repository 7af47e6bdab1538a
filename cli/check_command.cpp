#include "cli/check_command.h"

#include <cstdio>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "cli/clock.h"
#include "cli/context_file.h"
#include "cli/exit_code.h"
#include "cli/row_pieces.h"
#include "cli/row_report.h"
#include "cli/row_request.h"
#include "engine/csv/writer.h"

namespace presave::cli {
namespace {

int refuse(const Fault& fault) {
  std::fprintf(stderr, "presave check: %s\n", printable(fault.text()).c_str());
  return kInput;
}

/// The rows that pass have the object's own fields: those of parents were only looked at.
class OwnFields {
 public:
  OwnFields(const RowRequest& request, bool bulk) : own_(request.own_fields()), bulk_(bulk) {}

  std::vector<std::string> names() const {
    std::vector<std::string> names;
    for (const auto& [column, field] : own_) names.push_back(field);
    return names;
  }
  std::vector<BulkCell> cells(const Row& row) const {
    std::vector<BulkCell> cells;
    cells.reserve(own_.size());
    for (const auto& [column, field] : own_) {
      const std::string_view cell = row.cells[column];
      cells.push_back({kind_of(cell), cell});
    }
    return cells;
  }

 private:
  BulkCell::Kind kind_of(std::string_view cell) const {
    if (cell.empty()) return bulk_ ? BulkCell::Kind::kLeft : BulkCell::Kind::kNull;
    return bulk_ && cell == csv::kBulkNull ? BulkCell::Kind::kNull : BulkCell::Kind::kText;
  }

  const std::vector<std::pair<std::size_t, std::string>> own_;
  const bool bulk_;
};

/// Decides rows; for several threads at once.
class Decider {
 public:
  Decider(const CheckOptions& options, const Bundle& bundle, const RowRequest& request, const OwnFields& own, const RowSorter& sorter)
      : options_(options), bundle_(bundle), request_(request), own_(own), sorter_(sorter), painter_(stdout) {}

  DecidedRows decide(const Rows& rows) const {
    DecidedRows decided;
    decided.bytes = rows.bytes;
    for (const Row& row : rows.rows) {
      const Done done = decide(row, decided);
      if (!done) {
        decided.fault = done.fault();
        break;
      }
    }
    return decided;
  }

 private:
  Done decide(const Row& row, DecidedRows& decided) const {
    const Result<std::string> outcome = bundle_.validate(request_.document(row.cells), now_);
    Result<RowAnswer> answer = outcome ? read_outcome(*outcome) : unreadable(outcome.fault());
    if (!answer) return answer.fault();
    std::vector<BulkCell> cells;
    if (options_.files.sorts() && sorter_.goes_to_org(*answer)) {
      cells = own_.cells(row);
      RowSorter::refuse_unspeakable(cells, *answer);
    }
    decided.count(row.line, *answer);
    if (options_.files.sorts()) sorter_.sort(row, *answer, cells, decided.sorted);
    decided.text += !options_.json ? row_text(row.line, *answer, painter_)
                    : outcome      ? row_json(row.line, *outcome)
                                   : row_json(row.line, outcome.fault());
    return done();
  }

  const CheckOptions& options_;
  const Bundle& bundle_;
  const RowRequest& request_;
  const OwnFields& own_;
  const RowSorter& sorter_;
  const Painter painter_;
  const std::int64_t now_ = now_ms();  // one moment for all rows: the answer must not depend on their order
};

int check(const CheckOptions& options, const Bundle& bundle, RowSource& source, std::string context) {
  const Result<RowRequest> request =
      RowRequest::make(bundle.org(), {options.object, options.operation, std::move(context), options.bulk}, source.header().cells, source.header_place());
  if (!request) return refuse(request.fault());
  const OwnFields own(*request, options.bulk);
  const RowSorter sorter(own.names(), source.header().cells, !options.files.undetermined.empty());
  const Decider decider(options, bundle, *request, own, sorter);
  Outcomes outcomes(options.files);
  if (const Done begun = outcomes.begin(sorter.headers()); !begun) return refuse(begun.fault());
  const Done checked = answer_rows<DecidedRows>(
      source, [&](const Rows& rows) { return decider.decide(rows); },
      [&](DecidedRows rows, Progress& progress) {
        const std::uint64_t bytes = rows.bytes;
        const Done added = outcomes.add(std::move(rows));
        if (added) progress.show(outcomes.tally().rows, bytes);
        return added;
      });
  std::fprintf(options.json ? stderr : stdout, "%s\n", outcomes.tally().text().c_str());
  std::fputs(source.repairs().c_str(), stderr);
  if (!checked) return refuse(checked.fault());
  const std::string title = std::filesystem::path(source.name()).filename().string() + " as " + options.object;
  if (const Done finished = outcomes.finish(title); !finished) return refuse(finished.fault());
  return outcomes.tally().all_pass() ? kAllPass : kFailures;
}

}  // namespace

int check_command(const CheckOptions& options) {
  if (const Done distinct = options.files.check(options.source.data); !distinct) return refuse(distinct.fault());
  const Result<Bundle> bundle = load_org(options.org);
  if (!bundle) return refuse(bundle.fault());
  Result<std::string> context = read_context(options.context);
  if (!context) return refuse(context.fault());
  const auto source = RowSource::open_csv(options.source);
  if (!source) return refuse(source.fault());
  return check(options, *bundle, **source, std::move(*context));
}

}  // namespace presave::cli
