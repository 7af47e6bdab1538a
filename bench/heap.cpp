// Replaces the global operator new and delete by counting ones. One thread only.
#include "bench/heap.h"

#include <malloc.h>

#include <cstdlib>
#include <new>

namespace {

presave::bench::HeapUse use;

void* counted(std::size_t size) {
  void* const memory = std::malloc(size);
  if (!memory) std::abort();  // a benchmark that ran out of memory has nothing to report
  ++use.allocations;
  use.live_bytes += malloc_usable_size(memory);
  return memory;
}

void discounted(void* memory) {
  if (memory) use.live_bytes -= malloc_usable_size(memory);
  std::free(memory);
}

}  // namespace

void* operator new(std::size_t size) {
  return counted(size);
}
void* operator new[](std::size_t size) {
  return counted(size);
}
void operator delete(void* memory) noexcept {
  discounted(memory);
}
void operator delete[](void* memory) noexcept {
  discounted(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
  discounted(memory);
}
void operator delete[](void* memory, std::size_t) noexcept {
  discounted(memory);
}

namespace presave::bench {

HeapUse heap_use() {
  return use;
}

}  // namespace presave::bench
