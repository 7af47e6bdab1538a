// Rows on all cores: a source is cut into pieces, threads answer them, and the answers are shown in the order of the rows.
#pragma once

#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

#include "cli/in_order.h"
#include "cli/progress.h"
#include "cli/row_source.h"

namespace presave::cli {

/// What goes to a thread at once.
struct Rows {
  std::vector<Row> rows;
  std::uint64_t bytes = 0;  ///< of the stream that have been read
};

/// Reads some rows: enough that handing them over costs nothing beside the work, fewer where they are long, so that memory
/// stays small. False when these are the last; after a fault those that stood before it are in `out`.
Result<bool> read_piece(RowSource& source, Rows& out);

/// Answers all rows. `work` is called by several threads at once; `show` by this one, which also shows the progress with the
/// rows and bytes that are done. What is wrong with the source is said after the answers to the rows before it.
template <class Answers>
Done answer_rows(RowSource& source, std::function<Answers(Rows)> work, const std::function<Done(Answers, Progress&)>& show) {
  InOrder<Rows, Answers> answers(helping_threads(), std::move(work));
  Progress progress(source.size());
  while (true) {
    Rows piece;
    const Result<bool> more = read_piece(source, piece);
    answers.put(std::move(piece));
    const bool is_over = !more || !*more;
    while (is_over ? !answers.empty() : answers.full()) {
      const Done shown = show(answers.take(), progress);
      if (!shown) return shown.fault();
    }
    if (!more) return more.fault();
    if (is_over) return done();
  }
}

}  // namespace presave::cli
