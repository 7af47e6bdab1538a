#include "cli/mapped_decider.h"

#include <algorithm>
#include <array>

#include "engine/base/ascii.h"

namespace presave::cli {
namespace {

constexpr std::size_t kIdLength = 15;  // without the checksum
constexpr std::string_view kId = "Id";

std::vector<std::string_view> rejected_header(const RowSource& source) {
  return source.is_json() ? std::vector<std::string_view>{"row"} : source.header().cells;
}

/// A verdict's rank: of two for one row the worse one counts.
int rank(std::string_view verdict) {
  constexpr std::array<std::string_view, 3> kBetter = {"pass", "undetermined", "fail"};
  return static_cast<int>(std::find(kBetter.begin(), kBetter.end(), verdict) - kBetter.begin());
}

/// Takes another answer to the same row in: the worse verdict, and each message once.
void merge(RowAnswer& into, RowAnswer other) {
  if (rank(other.verdict) > rank(into.verdict)) into.verdict = other.verdict;
  for (RowMessage& message : other.messages) {
    const bool known = std::find(into.messages.begin(), into.messages.end(), message) != into.messages.end();
    if (!known) into.messages.push_back(std::move(message));
  }
}

}  // namespace

struct MappedDecider::Piece {
  const Rows& rows;
  const std::vector<Duplicate>& duplicates;
  std::vector<Duplicate>::const_iterator next_duplicate;
  BulkRecord bulk;
  DecidedRows decided{};
  std::vector<std::pair<std::uint64_t, KeyDigest>> keys{};

  /// The line of the first row with this row's key; 0: it is the first.
  std::uint64_t first_line(std::uint64_t line) {
    if (next_duplicate == duplicates.end() || next_duplicate->line != line) return 0;
    return (next_duplicate++)->first_line;
  }
};

MappedDecider::MappedDecider(const RunOptions& options, const Bundle& bundle, const Mapping& mapping, const RowSource& source,
                             const std::string& context)
    : options_(options),
      bundle_(bundle),
      mapping_(mapping),
      source_(source),
      columns_(mapping.columns()),
      sorter_(columns_, rejected_header(source), !options.files.undetermined.empty()),
      requests_(mapping.requests(options.upsert_as, context)) {
  const auto key = std::find(columns_.begin(), columns_.end(), mapping.key());
  if (mapping.key().empty() || key == columns_.end()) return;
  key_column_ = static_cast<std::size_t>(key - columns_.begin());
  const schema::Object& object = bundle.org().objects.find(mapping.object())->second;
  const auto field = object.fields.find(mapping.key());
  key_folds_ = field != object.fields.end() && !field->second.case_sensitive && mapping.key() != kId;
}

MappedPiece MappedDecider::decide(Rows rows) const {
  const std::vector<Duplicate> none;
  Piece piece{rows, none, none.begin(), BulkRecord(columns_)};
  decide_all(piece);
  DecidedRows decided = std::move(piece.decided);
  auto keys = std::move(piece.keys);
  return {std::move(rows), std::move(decided), std::move(keys)};
}

DecidedRows MappedDecider::decide_again(const Rows& rows, const std::vector<Duplicate>& duplicates) const {
  Piece piece{rows, duplicates, duplicates.begin(), BulkRecord(columns_)};
  decide_all(piece);
  return std::move(piece.decided);
}

void MappedDecider::decide_all(Piece& piece) const {
  piece.decided.bytes = piece.rows.bytes;
  Result<RowMapper> mapper = RowMapper::open(mapping_, source_);
  if (!mapper) {
    piece.decided.fault = mapper.fault();
    return;
  }
  for (const Row& row : piece.rows.rows) {
    const MappedRow mapped = mapper->map(row, now_);
    switch (mapped.kind()) {
      case MappedRow::Kind::kRecord:
        decide_record(row, mapped.record(), piece);
        break;
      case MappedRow::Kind::kSkipped:
        piece.decided.tally.add(kSkippedVerdict);
        if (options_.json) piece.decided.text += row_json(row.line, R"({"verdict":"skipped"})");
        break;
      case MappedRow::Kind::kRefused:
        if (options_.json) piece.decided.text += row_json(row.line, R"({"verdict":"unreadable","reasons":)" + mapped.reasons_json() + "}");
        end(row, {std::string(kUnreadableVerdict), mapped.reasons()}, piece);
        break;
    }
    if (piece.decided.fault) return;
  }
}

void MappedDecider::decide_record(const Row& row, std::string_view record, Piece& piece) const {
  if ((options_.files.sorts() || key_column_) && !piece.bulk.read(record)) {
    piece.decided.fault = Fault{FaultCode::kWrongShape, source_.place(row.line), "the mapping wrote a record that cannot be read again"};
    return;
  }
  if (key_column_) {
    const BulkCell& key = piece.bulk.cells()[*key_column_];
    if (key.kind == BulkCell::Kind::kText) piece.keys.emplace_back(row.line, digest_of(key_text(key.text)));
  }
  RowAnswer answer{"pass", {}};
  for (const MappedRequest& request : requests_) {
    const Result<std::string> outcome = bundle_.validate(request.document(record), now_);
    const Result<RowAnswer> read = outcome ? read_outcome(*outcome) : unreadable(outcome.fault());
    if (!read) {
      piece.decided.fault = read.fault();
      return;
    }
    if (options_.json) {
      const std::string said = R"({"operation":")" + request.operation + "\",";
      piece.decided.text += outcome ? row_json(row.line, said + outcome->substr(1)) : row_json(row.line, outcome.fault());
    }
    merge(answer, *read);
  }
  if (const std::uint64_t first = piece.first_line(row.line); first != 0) {
    const std::string text = "the same " + mapping_.key() + " as line " + std::to_string(first);
    if (options_.json) piece.decided.text += row_json(row.line, R"({"verdict":"fail","duplicateOf":)" + std::to_string(first) + "}");
    merge(answer, {"fail", {{Weight::kRefused, "duplicate", mapping_.key(), text}}});
  }
  end(row, std::move(answer), piece);
}

void MappedDecider::end(const Row& row, RowAnswer answer, Piece& piece) const {
  const bool sorts = options_.files.sorts();
  if (sorts && sorter_.goes_to_org(answer)) RowSorter::refuse_unspeakable(piece.bulk.cells(), answer);
  piece.decided.count(row.line, answer);
  if (sorts) sorter_.sort(row, answer, piece.bulk.cells(), piece.decided.sorted);
}

/// Two keys are the same for the org when these texts are.
std::string MappedDecider::key_text(std::string_view cell) const {
  if (mapping_.key() == kId) return std::string(cell.substr(0, kIdLength));
  return key_folds_ ? ascii_lower(cell) : std::string(cell);
}

}  // namespace presave::cli
