#include "server/crypto/secret_source.h"

#include <fcntl.h>
#include <openssl/crypto.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string_view>

namespace presave::server::crypto {
namespace {

/// Faults that all name the same secret.
class Complaint {
 public:
  explicit Complaint(const std::string& what) : what_(what) {}
  Fault operator()(std::string detail) const {
    return {FaultCode::kBadConfiguration, what_, std::move(detail)};
  }

 private:
  const std::string& what_;
};

class File {
 public:
  explicit File(const std::string& path) : descriptor_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {}
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  int descriptor() const { return descriptor_; }

 private:
  int descriptor_;
};

Result<Secret> checked(std::string text, const Complaint& complaint) {
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.pop_back();
  const bool empty = text.empty();
  Secret secret(std::move(text));
  if (empty) return complaint("it is empty");
  return secret;
}

// Reads into one buffer of the final size: one that grows would leave copies of the secret behind.
Result<Secret> read_file(const std::string& path, const Complaint& complaint) {
  const File file(path);
  if (file.descriptor() < 0) return complaint(path + " cannot be opened: " + std::strerror(errno));
  struct stat status {};
  if (::fstat(file.descriptor(), &status) != 0 || !S_ISREG(status.st_mode))
    return complaint(path + " is not a file");
  std::string text(kMostSecretBytes + 1, '\0');
  std::size_t size = 0;
  while (size < text.size()) {
    const auto count = ::read(file.descriptor(), text.data() + size, text.size() - size);
    if (count == 0) break;
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return complaint(path + " cannot be read: " + std::strerror(errno));
    size += static_cast<std::size_t>(count);
  }
  if (size > kMostSecretBytes) {
    OPENSSL_cleanse(text.data(), text.size());
    return complaint(path + " has more than " + std::to_string(kMostSecretBytes) + " bytes");
  }
  text.resize(size);
  return checked(std::move(text), complaint);
}

Result<Secret> read_environment(const std::string& name, const Complaint& complaint) {
  const char* value = std::getenv(name.c_str());
  if (!value) return complaint("the environment variable " + name + " is not set");
  if (std::strlen(value) > kMostSecretBytes) {
    return complaint("the environment variable " + name + " has more than " +
                     std::to_string(kMostSecretBytes) + " bytes");
  }
  return checked(value, complaint);
}

Result<Secret> read_credential(const std::string& name, const Complaint& complaint) {
  const char* folder = std::getenv("CREDENTIALS_DIRECTORY");
  if (!folder)
    return complaint("the credential " + name +
                     " needs systemd's LoadCredential=; CREDENTIALS_DIRECTORY is not set");
  if (name.find('/') != std::string::npos || name == "." || name == "..") {
    return complaint("a credential's name is a file's name, without folders");
  }
  return read_file(std::string(folder) + "/" + name, complaint);
}

}  // namespace

Result<Secret> read_secret(const SecretSource& source, const std::string& what) {
  const Complaint complaint(what);
  const int named = (source.environment.empty() ? 0 : 1) + (source.file.empty() ? 0 : 1) +
                    (source.credential.empty() ? 0 : 1);
  if (named != 1)
    return complaint("name one source for it: an environment variable, a file, or a systemd credential");
  if (!source.environment.empty()) return read_environment(source.environment, complaint);
  if (!source.file.empty()) return read_file(source.file, complaint);
  return read_credential(source.credential, complaint);
}

}  // namespace presave::server::crypto
