// Counts what the program asks of the heap, so that the benchmark can say "nothing" and mean it.
#pragma once

#include <cstdint>

namespace presave::bench {

/// Counts while it lives; one at a time, and one thread. What is freed then must have been taken then.
class HeapWatch {
 public:
  HeapWatch();
  ~HeapWatch();
  HeapWatch(const HeapWatch&) = delete;
  HeapWatch& operator=(const HeapWatch&) = delete;

  std::uint64_t allocations() const { return allocations_; }
  /// Taken and not given back, as the allocator rounds it up.
  std::uint64_t live_bytes() const { return live_bytes_; }

  void taken(void* memory);
  void given_back(void* memory);

 private:
  std::uint64_t allocations_ = 0;
  std::uint64_t live_bytes_ = 0;
};

}  // namespace presave::bench
