#include "cli/context_file.h"

#include "engine/base/limits.h"
#include "engine/bundle/json_reader.h"
#include "metadata/text_file.h"

namespace presave::cli {

Result<std::string> read_context(const std::filesystem::path& file) {
  if (file.empty()) return std::string();
  const std::string shown = file.string();
  Result<std::string> text = metadata::read_text_file(file, shown, limits::kRequestBytes);
  if (!text) return text.fault();
  const Result<json::Document> document = json::parse(*text, limits::kRequestBytes);
  if (!document)
    return Fault{document.fault().code, shown + ": " + document.fault().where, document.fault().detail};
  if (document->root().members() == nullptr) {
    return Fault{FaultCode::kWrongShape, shown, "expected an object: the \"context\" of docs/documents.md"};
  }
  return text;
}

}  // namespace presave::cli
