// api_reference --write FILE | --check FILE: makes docs/openapi.json or docs/problems.md, or tells whether it is up to
// date.
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <string_view>

#include "server/api/callout/openapi.h"
#include "server/api/callout/problems.h"

namespace {

int write(const std::string& path, const std::string& page) {
  std::ofstream file(path, std::ios::binary);
  file << page;
  file.close();
  if (file) return 0;
  std::cerr << path << ": cannot be written\n";
  return 1;
}

int check(const std::string& path, const std::string& page) {
  std::ifstream file(path, std::ios::binary);
  const std::string found((std::istreambuf_iterator<char>(file)), {});
  if (file && found == page) return 0;
  std::cerr << path << ": is not what the server does; run: cmake --build build/dev --target api_pages\n";
  return 1;
}

}  // namespace

int main(int count, char** arguments) {
  const std::string_view task = count == 3 ? arguments[1] : "";
  if (task != "--write" && task != "--check") {
    std::cerr << "usage: api_reference --write FILE | --check FILE\n";
    return 2;
  }
  namespace callout = presave::server::api::callout;
  const bool is_openapi = std::string_view(arguments[2]).ends_with(".json");
  const std::string page = is_openapi ? callout::openapi_document() : callout::problems_page();
  return task == "--write" ? write(arguments[2], page) : check(arguments[2], page);
}
