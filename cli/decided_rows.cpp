#include "cli/decided_rows.h"

#include <algorithm>
#include <cstdio>
#include <utility>

#include "cli/check_page.h"
#include "cli/output_file.h"

namespace presave::cli {

namespace {

/// Whether two paths are one file, also where it is not there yet.
bool same_file(const std::filesystem::path& a, const std::filesystem::path& b) {
  std::error_code error;
  return std::filesystem::weakly_canonical(a, error) == std::filesystem::weakly_canonical(b, error);
}

}  // namespace

Done OutcomeFiles::check(const std::string& data) const {
  std::vector<std::filesystem::path> taken;
  if (data != "-") taken.emplace_back(data);
  for (const std::filesystem::path& path : {accepted, undetermined, rejected, report}) {
    if (path.empty()) continue;
    const bool again = std::any_of(taken.begin(), taken.end(), [&path](const auto& other) { return same_file(path, other); });
    if (again) return Fault{FaultCode::kBadValue, path.string(), "is read or written already; give each output a file of its own"};
    taken.push_back(path);
  }
  return done();
}

void DecidedRows::count(std::uint64_t line, const RowAnswer& answer) {
  tally.add(answer.verdict);
  for (const RowMessage& message : answer.messages) reasons.add(line, message);
}

Outcomes::Outcomes(const OutcomeFiles& files) : files_(files), accepted_(files.accepted), undetermined_(files.undetermined), rejected_(files.rejected) {}

Done Outcomes::begin(const SortedRows& headers) {
  return keep(headers);
}

Done Outcomes::add(DecidedRows rows) {
  std::fputs(rows.text.c_str(), stdout);
  tally_ += rows.tally;
  reasons_.add(std::move(rows.reasons));
  if (const Done kept = keep(rows.sorted); !kept) return kept.fault();
  return rows.fault ? Done(*rows.fault) : done();
}

Done Outcomes::keep(const SortedRows& rows) {
  if (const Done kept = accepted_.write(rows.accepted); !kept) return kept.fault();
  if (const Done kept = undetermined_.write(rows.undetermined); !kept) return kept.fault();
  return rejected_.write(rows.rejected);
}

Done Outcomes::finish(const std::string& title) {
  for (OutputStream* file : {&accepted_, &undetermined_, &rejected_}) {
    if (const Done finished = file->finish(); !finished) return finished.fault();
  }
  if (files_.report.empty()) return done();
  return write_file(files_.report, check_page(title, tally_, reasons_));
}

}  // namespace presave::cli
