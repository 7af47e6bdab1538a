#include "cli/output_stream.h"

#include <system_error>
#include <utility>

namespace presave::cli {

OutputStream::OutputStream(std::filesystem::path path)
    : path_(std::move(path)), beside_(path_.empty() ? path_ : std::filesystem::path(path_) += ".part") {
  if (!path_.empty()) out_.open(beside_, std::ios::binary);
}

OutputStream::~OutputStream() {
  if (path_.empty()) return;
  out_.close();
  std::error_code ignored;  // after finish() it is not there
  std::filesystem::remove(beside_, ignored);
}

Done OutputStream::write(std::string_view text) {
  if (path_.empty()) return done();
  out_ << text;
  if (!out_) return unwritable();
  return done();
}

Done OutputStream::finish() {
  if (path_.empty()) return done();
  out_.close();
  std::error_code error;
  if (out_) std::filesystem::rename(beside_, path_, error);
  if (!out_ || error) return unwritable();
  return done();
}

Fault OutputStream::unwritable() const {
  return {FaultCode::kUnreadable, path_.string(),
          "cannot be written; is the folder there and yours, and the disk not full?"};
}

}  // namespace presave::cli
