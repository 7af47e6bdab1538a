#include "server/http/static_files.h"

#include <openssl/sha.h>

#include <array>
#include <system_error>
#include <utility>

#include "server/http/limits.h"
#include "server/http/read_file.h"
#include "server/http/respond.h"

namespace presave::server::http {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kUnknownType = "application/octet-stream";
constexpr std::array<std::pair<std::string_view, std::string_view>, 15> kTypes = {{
    {".cjs", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".html", "text/html; charset=utf-8"},
    {".ico", "image/x-icon"},
    {".jpg", "image/jpeg"},
    {".js", "text/javascript; charset=utf-8"},
    {".json", "application/json"},
    {".map", "application/json"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".png", "image/png"},
    {".svg", "image/svg+xml"},
    {".txt", "text/plain; charset=utf-8"},
    {".wasm", "application/wasm"},
    {".woff", "font/woff"},
    {".woff2", "font/woff2"},
}};

constexpr std::array<std::pair<std::string_view, std::string_view>, 2> kEncodings = {{
    {".br", "br"},
    {".gz", "gzip"},
}};

Fault unreadable(const fs::path& path, std::string detail) {
  return {FaultCode::kUnreadable, path.string(), std::move(detail)};
}

bool names(std::string_view if_none_match, std::string_view tag) {
  return if_none_match == "*" || if_none_match.find(tag) != std::string_view::npos;
}

}  // namespace

std::string_view content_type(std::string_view file_name) {
  const auto dot = file_name.rfind('.');
  if (dot == std::string_view::npos) return kUnknownType;
  for (const auto& [ending, type] : kTypes) {
    if (file_name.substr(dot) == ending) return type;
  }
  return kUnknownType;
}

std::string entity_tag(std::string_view content) {
  constexpr std::size_t kTagBytes = 12;  // enough to tell versions of a file apart
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::array<unsigned char, SHA256_DIGEST_LENGTH> hash{};
  SHA256(reinterpret_cast<const unsigned char*>(content.data()), content.size(), hash.data());
  std::string tag = "\"";
  for (std::size_t i = 0; i < kTagBytes; ++i) {
    tag += kDigits[hash[i] >> 4u];
    tag += kDigits[hash[i] & 15u];
  }
  return tag + '"';
}

Response if_changed(const Request& request, const std::string& tag, std::string_view type,
                    std::shared_ptr<const std::string> content) {
  Response response;
  response.set("ETag", tag).set("Cache-Control", "no-cache");
  if (names(request.header("If-None-Match"), tag)) {
    response.status = 304;
    return response;
  }
  response.set("Content-Type", std::string(type));
  response.body = std::move(content);
  return response;
}

Result<StaticFiles> StaticFiles::read(const fs::path& folder) {
  StaticFiles files;
  std::size_t bytes = 0;
  std::error_code error;
  fs::recursive_directory_iterator entry(folder, error);
  if (error) return unreadable(folder, error.message());
  for (; entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    if (entry->is_symlink(error) || !entry->is_regular_file(error)) continue;
    auto content = read_file(entry->path(), limits::kStaticBytes - bytes);
    if (!content) return content.fault();
    bytes += content->size();
    if (files.files_.size() == limits::kStaticFiles) {
      return Fault{FaultCode::kTooLarge, folder.string(),
                   "more than " + std::to_string(limits::kStaticFiles) +
                       " files; is it the folder of the built pages?"};
    }
    std::string path("/");
    path += entry->path().lexically_relative(folder).generic_string();
    files.add(std::move(path), std::move(*content));
  }
  if (error) return unreadable(folder, error.message());
  files.gather_variants();
  return files;
}

void StaticFiles::add(std::string path, std::string content) {
  files_.insert_or_assign(std::move(path), Variants(std::move(content)));
}

/// Moves compressed files to those that they were made of. Brotli first: it is smaller.
void StaticFiles::gather_variants() {
  for (const auto& [ending, encoding] : kEncodings) {
    for (auto file = files_.begin(); file != files_.end();) {
      const std::string_view path = file->first;
      const bool encoded = path.size() > ending.size() && path.substr(path.size() - ending.size()) == ending;
      const auto original =
          encoded ? files_.find(path.substr(0, path.size() - ending.size())) : files_.end();
      if (original == files_.end()) {
        ++file;
      } else {
        original->second.add(encoding, *file->second.content());
        file = files_.erase(file);
      }
    }
  }
}

std::shared_ptr<const std::string> StaticFiles::content(std::string_view path) const {
  const auto found = files_.find(path);
  return found == files_.end() ? nullptr : found->second.content();
}

Response StaticFiles::answer(const Request& request) const {
  auto found = files_.find(request.path == "/" ? std::string_view("/index.html") : request.path);
  if (found == files_.end()) found = files_.find(std::string(request.path) + ".html");  // "/embed" is a page
  if (found == files_.end()) return problem({404, "Not found", "There is no file at this address.", ""});
  const auto& [path, file] = *found;
  return file.answer(request, content_type(path));
}

}  // namespace presave::server::http
