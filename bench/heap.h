// Counts what the program asks of the heap, so that the benchmark can say "nothing" and mean it.
#pragma once

#include <cstdint>

namespace presave::bench {

/// What happened on the heap since the program began.
struct HeapUse {
  std::uint64_t allocations = 0;
  std::uint64_t live_bytes = 0;  ///< as the allocator rounds them up
};

HeapUse heap_use();

}  // namespace presave::bench
