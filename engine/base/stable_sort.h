// A stable sort that is small: the standard library's makes kilobytes of code for every type it moves. Here only places
// are sorted, by one function for all types.
#pragma once

#include <cstddef>
#include <functional>
#include <utility>
#include <vector>

namespace presave {

/// The places from 0 to `count` - 1 in the order of `before`, equal ones as they stand.
std::vector<std::size_t> places_in_order(std::size_t count, const std::function<bool(std::size_t, std::size_t)>& before);

/// Sorts; elements of which none is `before` the other stay as they stand.
template <class T, class Before>
void sort_stably(std::vector<T>& items, const Before& before) {
  std::vector<T> sorted;
  sorted.reserve(items.size());
  const auto places = places_in_order(items.size(), [&](std::size_t a, std::size_t b) { return before(items[a], items[b]); });
  for (const std::size_t place : places) sorted.push_back(std::move(items[place]));
  items = std::move(sorted);
}

}  // namespace presave
