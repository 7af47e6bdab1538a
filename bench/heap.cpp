// Replaces the global operator new and delete by ones that tell the watch, if there is one.
#include "bench/heap.h"

#include <malloc.h>

#include <cstdlib>
#include <new>

namespace {

presave::bench::HeapWatch* watch = nullptr;

void* take(std::size_t size) {
  void* const memory = std::malloc(size);
  if (!memory) std::abort();  // a benchmark that ran out of memory has nothing to report
  if (watch) watch->taken(memory);
  return memory;
}

void give_back(void* memory) {
  if (watch && memory) watch->given_back(memory);
  std::free(memory);
}

}  // namespace

void* operator new(std::size_t size) {
  return take(size);
}
void* operator new[](std::size_t size) {
  return take(size);
}
void operator delete(void* memory) noexcept {
  give_back(memory);
}
void operator delete[](void* memory) noexcept {
  give_back(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
  give_back(memory);
}
void operator delete[](void* memory, std::size_t) noexcept {
  give_back(memory);
}

namespace presave::bench {

HeapWatch::HeapWatch() {
  watch = this;
}
HeapWatch::~HeapWatch() {
  watch = nullptr;
}

void HeapWatch::taken(void* memory) {
  ++allocations_;
  live_bytes_ += malloc_usable_size(memory);
}

void HeapWatch::given_back(void* memory) {
  live_bytes_ -= malloc_usable_size(memory);
}

}  // namespace presave::bench
