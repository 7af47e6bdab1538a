// The files of the web folder, read into memory once at start: no request ever opens a file, so no path in a
// request can lead out of the folder.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "server/http/message.h"
#include "server/http/variants.h"

namespace presave::server::http {

/// The content type of a file name, by its ending.
std::string_view content_type(std::string_view file_name);

/// A strong entity tag made of the content: a quoted part of its SHA-256.
std::string entity_tag(std::string_view content);

/// Something with an entity tag that a client may already have: 304 when If-None-Match names it, else 200.
Response if_changed(const Request& request, const std::string& tag, std::string_view type,
                    std::shared_ptr<const std::string> content);

/// Files by the path under which they are asked for ("/assets/app.js").
class StaticFiles {
 public:
  /// Reads all regular files below `folder`; links are left out, since they may lead elsewhere. "a.js.br" and
  /// "a.js.gz" beside "a.js" are not files of their own, but what is sent to clients that take it so.
  static Result<StaticFiles> read(const std::filesystem::path& folder);

  /// Adds one that is not on the disk.
  void add(std::string path, std::string content);
  /// The content of a file; null when there is none.
  std::shared_ptr<const std::string> content(std::string_view path) const;
  /// 200, 304, or 404.
  Response answer(const Request& request) const;

 private:
  void gather_variants();

  std::map<std::string, Variants, std::less<>> files_;
};

}  // namespace presave::server::http
