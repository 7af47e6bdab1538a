// Several threads at work on the pieces of a stream, whose answers are handed on in the order of the pieces.
#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <future>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace presave::cli {

/// How many threads help the one that reads and writes; none in WebAssembly, which has only that one.
inline std::size_t helping_threads() {
#ifdef __EMSCRIPTEN__
  return 0;
#else
  return std::max(1u, std::thread::hardware_concurrency());
#endif
}

/// Gives pieces to threads and takes their answers, the oldest first. For one caller: while !full() put(),
/// else take(); so that memory does not grow with the stream. What the work throws, take() throws.
template <class Piece, class Answer>
class InOrder {
 public:
  using Work = std::function<Answer(Piece)>;

  /// Without threads (a page's WebAssembly has none to give) put() does the work itself.
  InOrder(std::size_t threads, Work work) : work_(std::move(work)), most_under_way_(2 * threads + 1) {
    threads_.reserve(threads);
    for (std::size_t i = 0; i < threads; ++i) threads_.emplace_back([this] { work_on(); });
  }
  InOrder(const InOrder&) = delete;
  InOrder& operator=(const InOrder&) = delete;

  /// Ends what has begun; what has not is dropped.
  ~InOrder() {
    {
      const std::scoped_lock lock(mutex_);
      is_over_ = true;
      waiting_.clear();
    }
    woken_.notify_all();
    for (std::thread& thread : threads_) thread.join();
  }

  /// Whether every thread has a piece, and another one waits for it.
  bool full() const { return under_way_.size() >= most_under_way_; }
  bool empty() const { return under_way_.empty(); }

  void put(Piece piece) {
    std::packaged_task<Answer()> task(
        [this, piece = std::move(piece)]() mutable { return work_(std::move(piece)); });
    under_way_.push_back(task.get_future());
    if (threads_.empty()) return task();
    {
      const std::scoped_lock lock(mutex_);
      waiting_.push_back(std::move(task));
    }
    woken_.notify_one();
  }

  /// The answer to the oldest piece, waiting for it. Only while !empty().
  Answer take() {
    std::future<Answer> oldest = std::move(under_way_.front());
    under_way_.pop_front();
    return oldest.get();
  }

 private:
  void work_on() {
    while (true) {
      std::unique_lock lock(mutex_);
      woken_.wait(lock, [this] { return is_over_ || !waiting_.empty(); });
      if (waiting_.empty()) return;
      std::packaged_task<Answer()> task = std::move(waiting_.front());
      waiting_.pop_front();
      lock.unlock();
      task();
    }
  }

  const Work work_;
  const std::size_t most_under_way_;
  std::deque<std::future<Answer>> under_way_;  // of the caller alone
  std::mutex mutex_;
  std::condition_variable woken_;
  std::deque<std::packaged_task<Answer()>> waiting_;
  bool is_over_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace presave::cli
