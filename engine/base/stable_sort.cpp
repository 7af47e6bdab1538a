#include "engine/base/stable_sort.h"

#include <algorithm>

namespace presave {

std::vector<std::size_t> places_in_order(std::size_t count, const std::function<bool(std::size_t, std::size_t)>& before) {
  std::vector<std::size_t> places(count);
  for (std::size_t i = 0; i < count; ++i) places[i] = i;
  std::vector<std::size_t> merged(count);
  // Runs of `width` are in order; two neighbours are merged into one.
  for (std::size_t width = 1; width < count; width *= 2) {
    for (std::size_t begin = 0; begin < count; begin += 2 * width) {
      const std::size_t middle = std::min(begin + width, count);
      const std::size_t end = std::min(begin + 2 * width, count);
      std::size_t left = begin;
      std::size_t right = middle;
      for (std::size_t to = begin; to < end; ++to) {
        const bool from_right = left == middle || (right < end && before(places[right], places[left]));
        merged[to] = from_right ? places[right++] : places[left++];
      }
    }
    places.swap(merged);
  }
  return places;
}

}  // namespace presave
