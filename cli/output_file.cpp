#include "cli/output_file.h"

#include <fstream>
#include <system_error>

namespace presave::cli {

Done write_file(const std::filesystem::path& path, const std::string& text) {
  std::filesystem::path beside = path;
  beside += ".part";
  std::ofstream out(beside, std::ios::binary);
  out << text;
  out.close();
  std::error_code error;
  if (!out) error = std::make_error_code(std::errc::io_error);
  if (!error) std::filesystem::rename(beside, path, error);
  if (!error) return done();
  std::error_code ignored;  // the half file may never have come to be
  std::filesystem::remove(beside, ignored);
  return Fault{FaultCode::kUnreadable, path.string(), "cannot be written; is the folder there and yours?"};
}

}  // namespace presave::cli
