#include "server/http/read_file.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <system_error>

namespace presave::server::http {
namespace {

struct Close {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

}  // namespace

Result<std::string> read_file(const std::filesystem::path& path, std::size_t most_bytes) {
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  if (!std::filesystem::exists(status))
    return Fault{FaultCode::kNotFound, path.string(), "there is no such file"};
  if (!std::filesystem::is_regular_file(status))
    return Fault{FaultCode::kUnreadable, path.string(), "not a file"};
  const std::unique_ptr<std::FILE, Close> file(std::fopen(path.c_str(), "rb"));
  if (!file) return Fault{FaultCode::kUnreadable, path.string(), std::strerror(errno)};
  std::string content;
  char chunk[64 << 10];
  while (const std::size_t count = std::fread(chunk, 1, sizeof chunk, file.get())) {
    content.append(chunk, count);
    if (content.size() > most_bytes) {
      return Fault{FaultCode::kTooLarge, path.string(), "more than " + std::to_string(most_bytes) + " bytes"};
    }
  }
  if (std::ferror(file.get()))
    return Fault{FaultCode::kUnreadable, path.string(), "reading stopped with an error"};
  return content;
}

}  // namespace presave::server::http
