#include "cli/row_pieces.h"

namespace presave::cli {
namespace {

constexpr std::size_t kRowsAtOnce = 256;
constexpr std::uint64_t kBytesAtOnce = 1u << 20;

}  // namespace

Result<bool> read_piece(RowSource& source, Rows& out) {
  const std::uint64_t begin = source.bytes();
  Result<bool> more = true;
  while (more && *more && out.rows.size() < kRowsAtOnce && source.bytes() - begin < kBytesAtOnce) {
    Row row;
    more = source.next(row);
    if (more && *more) out.rows.push_back(std::move(row));
  }
  out.bytes = source.bytes();
  return more;
}

}  // namespace presave::cli
