#include "server/http/message.h"

#include <algorithm>

namespace presave::server::http {
namespace {

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

}  // namespace

bool same_token(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return lower(x) == lower(y); });
}

std::string_view find_header(const std::vector<Header>& headers, std::string_view name) {
  for (const Header& header : headers) {
    if (same_token(header.first, name)) return header.second;
  }
  return {};
}

std::string_view Request::header(std::string_view name) const {
  return find_header(headers, name);
}

std::size_t Request::count(std::string_view name) const {
  return static_cast<std::size_t>(std::count_if(headers.begin(), headers.end(), [name](const Header& header) {
    return same_token(header.first, name);
  }));
}

Response& Response::set(std::string_view name, std::string value) {
  for (Header& header : headers) {
    if (same_token(header.first, name)) {
      header.second = std::move(value);
      return *this;
    }
  }
  headers.emplace_back(std::string(name), std::move(value));
  return *this;
}

std::string_view Response::header(std::string_view name) const {
  return find_header(headers, name);
}

}  // namespace presave::server::http
