#include "cli/run_command.h"

#include <cstdio>
#include <filesystem>
#include <utility>
#include <vector>

#include "cli/context_file.h"
#include "cli/exit_code.h"
#include "cli/mapped_decider.h"
#include "cli/mapping_file.h"
#include "cli/reasons_text.h"
#include "cli/row_pieces.h"

namespace presave::cli {
namespace {

int refuse(const Fault& fault) {
  std::fprintf(stderr, "presave run: %s\n", printable(fault.text()).c_str());
  return kInput;
}

/// Finds the rows whose key an earlier row had. Sees the pieces in their order.
class Duplicates {
 public:
  std::vector<Duplicate> in(const MappedPiece& piece) {
    std::vector<Duplicate> found;
    for (const auto& [line, key] : piece.keys) {
      if (const std::uint64_t first = seen_.first_line(key, line); first != 0) found.push_back({line, first});
    }
    return found;
  }

 private:
  SeenKeys seen_;
};

int run(const RunOptions& options, const MappedDecider& decider, RowSource& source, const std::string& title) {
  Outcomes outcomes(options.files);
  if (const Done begun = outcomes.begin(decider.sorter().headers()); !begun) return refuse(begun.fault());
  Duplicates duplicates;
  const Done read = answer_rows<MappedPiece>(
      source, [&](Rows rows) { return decider.decide(std::move(rows)); },
      [&](MappedPiece piece, Progress& progress) {
        const std::vector<Duplicate> found = duplicates.in(piece);
        if (!found.empty()) piece.decided = decider.decide_again(piece.rows, found);
        const Done added = outcomes.add(std::move(piece.decided));
        if (added) progress.show(outcomes.tally().rows, piece.rows.bytes);
        return added;
      });
  std::FILE* const told = options.json ? stderr : stdout;
  std::fprintf(told, "%s\n%s", outcomes.tally().text().c_str(), reasons_text(outcomes.reasons(), Painter(told)).c_str());
  std::fputs(source.repairs().c_str(), stderr);
  if (!read) return refuse(read.fault());
  if (const Done finished = outcomes.finish(title); !finished) return refuse(finished.fault());
  return outcomes.tally().all_pass() ? kAllPass : kFailures;
}

}  // namespace

int run_command(const RunOptions& options) {
  if (const Done distinct = options.files.check(options.source.data); !distinct) return refuse(distinct.fault());
  const Result<Bundle> bundle = load_org(options.org);
  if (!bundle) return refuse(bundle.fault());
  const Result<std::string> context = read_context(options.context);
  if (!context) return refuse(context.fault());
  const Result<MappingFile> file = MappingFile::read(*bundle, options.mapping, options.sdl);
  if (!file) return refuse(file.fault());
  std::fputs(file->findings().c_str(), stderr);
  const Mapping& mapping = file->mapping();
  if (!mapping.is_sound()) return kFailures;
  const auto source = RowSource::open(options.source, mapping.rows());
  if (!source) return refuse(source.fault());
  if (const auto fits = RowMapper::open(mapping, **source); !fits) return refuse(fits.fault());
  const MappedDecider decider(options, *bundle, mapping, **source, *context);
  const std::string title = std::filesystem::path((*source)->name()).filename().string() + " as " + mapping.object();
  return run(options, decider, **source, title);
}

}  // namespace presave::cli
