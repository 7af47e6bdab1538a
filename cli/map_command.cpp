#include "cli/map_command.h"

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <string>

#include "cli/clock.h"
#include "cli/exit_code.h"
#include "cli/mapping_file.h"
#include "cli/row_mapper.h"
#include "cli/row_pieces.h"
#include "cli/suggest_mapping.h"
#include "cli/terminal.h"

namespace presave::cli {
namespace {

int refuse(std::string_view command, const Fault& fault) {
  std::fprintf(stderr, "presave %s: %s\n", std::string(command).c_str(), printable(fault.text()).c_str());
  return kInput;
}

/// Of some rows.
struct Transformed {
  std::string records;  ///< JSON Lines, for standard output
  std::string reasons;  ///< a line each, for standard error
  std::size_t made = 0;
  std::size_t skipped = 0;
  std::size_t refused = 0;
  std::uint64_t bytes = 0;  ///< of the source that were read when these rows were

  void add_counts(const Transformed& other) {
    made += other.made;
    skipped += other.skipped;
    refused += other.refused;
  }
};

/// One row into `out`.
void take(const std::string& place, const MappedRow& row, Transformed& out) {
  switch (row.kind()) {
    case MappedRow::Kind::kRecord:
      ++out.made;
      out.records.append(row.record()).append("\n");
      break;
    case MappedRow::Kind::kSkipped:
      ++out.skipped;
      break;
    case MappedRow::Kind::kRefused:
      ++out.refused;
      for (const RowMessage& reason : row.reasons()) {
        const std::string field = reason.field.empty() ? "" : reason.field + ": ";
        out.reasons += printable(place + ": " + field + reason.text) + "\n";
      }
      break;
  }
}

Transformed transform(const Mapping& mapping, const RowSource& source, const Rows& rows, std::int64_t now) {
  Transformed out;
  out.bytes = rows.bytes;
  Result<RowMapper> mapper = RowMapper::open(mapping, source);
  if (!mapper) return out;  // the header was tried before
  for (const Row& row : rows.rows) take(source.place(row.line), mapper->map(row, now), out);
  return out;
}

int transform_all(const Mapping& mapping, RowSource& source) {
  const Result<RowMapper> fits = RowMapper::open(mapping, source);
  if (!fits) return refuse("transform", fits.fault());
  const std::int64_t now = now_ms();
  Transformed sum;
  const Done read = answer_rows<Transformed>(
      source, [&](const Rows& rows) { return transform(mapping, source, rows, now); },
      [&](const Transformed& some, Progress& progress) {
        std::fputs(some.records.c_str(), stdout);
        std::fputs(some.reasons.c_str(), stderr);
        sum.add_counts(some);
        progress.show(sum.made + sum.skipped + sum.refused, some.bytes);
        return done();
      });
  std::fputs(source.repairs().c_str(), stderr);
  if (!read) return refuse("transform", read.fault());
  std::fprintf(stderr, "%s, %s skipped, %s refused\n", counted(sum.made, "record").c_str(), counted(sum.skipped, "row").c_str(),
               std::to_string(sum.refused).c_str());
  return sum.refused == 0 ? kAllPass : kFailures;
}

constexpr std::size_t kSampleRows = 100;

int suggest(const MapOptions& options, const Bundle& bundle) {
  const auto source = RowSource::open_csv(options.source);
  if (!source) return refuse("map", source.fault());
  Sample sample{(*source)->name(), {}, {}};
  const std::vector<std::string_view>& header = (*source)->header().cells;
  sample.header.assign(header.begin(), header.end());
  Row row;
  while (sample.rows.size() < kSampleRows) {
    const Result<bool> more = (*source)->next(row);
    if (!more) return refuse("map", more.fault());
    if (!*more) break;
    sample.rows.emplace_back(row.cells.begin(), row.cells.end());
  }
  const Result<std::string> proposed = suggest_mapping(bundle, sample, options.sdl, now_ms());
  if (!proposed) return refuse("map", proposed.fault());
  std::fputs(proposed->c_str(), stdout);
  return kAllPass;
}

}  // namespace

int map_command(const MapOptions& options) {
  const Result<Bundle> bundle = load_org(options.org);
  if (!bundle) return refuse("map", bundle.fault());
  if (options.mapping.empty()) return suggest(options, *bundle);
  const Result<MappingFile> file = MappingFile::read(*bundle, options.mapping, options.sdl);
  if (!file) return refuse("map", file.fault());
  std::fputs(file->findings().c_str(), options.json ? stderr : stdout);
  if (!file->mapping().is_sound()) return kFailures;
  if (options.json) {
    std::printf("%s\n", file->json().c_str());
    return kAllPass;
  }
  std::printf("%s %s: %zu columns are read\n", std::string(file->mapping().operation()).c_str(),
              file->mapping().object().c_str(), file->mapping().headings().size());
  return kAllPass;
}

int transform_command(const TransformOptions& options) {
  const Result<Bundle> bundle = load_org(options.org);
  if (!bundle) return refuse("transform", bundle.fault());
  const Result<MappingFile> file = MappingFile::read(*bundle, options.mapping, options.sdl);
  if (!file) return refuse("transform", file.fault());
  std::fputs(file->findings().c_str(), stderr);
  if (!file->mapping().is_sound()) return kFailures;
  const auto source = RowSource::open(options.source, file->mapping().rows());
  if (!source) return refuse("transform", source.fault());
  return transform_all(file->mapping(), **source);
}

}  // namespace presave::cli
