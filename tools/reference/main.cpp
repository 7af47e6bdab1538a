// function_reference --write FILE | --check FILE: makes docs/functions.md or docs/functions.json, or tells whether it is up
// to date.
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <string_view>

#include "tools/reference/reference.h"

namespace {

int write(const std::string& path, const std::string& page) {
  std::ofstream file(path, std::ios::binary);
  file << page;
  file.close();
  if (file) return 0;
  std::cerr << path << ": cannot be written\n";
  return 1;
}

// The number of the first line that differs, from 1.
std::size_t first_difference(std::string_view a, std::string_view b) {
  std::size_t line = 1;
  for (std::size_t i = 0; i < a.size() && i < b.size() && a[i] == b[i]; ++i) line += a[i] == '\n' ? 1u : 0u;
  return line;
}

int check(const std::string& path, const std::string& page) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    std::cerr << path << ": cannot be read; run: cmake --build build/dev --target functions_page\n";
    return 1;
  }
  const std::string found((std::istreambuf_iterator<char>(file)), {});
  if (found == page) return 0;
  std::cerr << path << ':' << first_difference(found, page)
            << ": is not what the functions say; run: cmake --build build/dev --target functions_page\n";
  return 1;
}

}  // namespace

int main(int count, char** arguments) {
  const std::string_view task = count == 3 ? arguments[1] : "";
  if (task != "--write" && task != "--check") {
    std::cerr << "usage: function_reference --write FILE | --check FILE\n";
    return 2;
  }
  const bool is_list = std::string_view(arguments[2]).ends_with(".json");
  const std::string page = is_list ? presave::reference::functions_list() : presave::reference::functions_page();
  return task == "--write" ? write(arguments[2], page) : check(arguments[2], page);
}
