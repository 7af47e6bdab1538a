// What a certificate says of itself, for whoever must renew it in time. Trust is another matter: TLS itself sees to it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/result.h"

namespace presave::server::crypto {

struct Certificate {
  std::vector<std::string> names;  ///< DNS names that it is for
  std::int64_t begins = 0;         ///< epoch seconds
  std::int64_t ends = 0;           ///< epoch seconds
  bool self_signed = false;        ///< no authority vouches for it
};

/// The first certificate of a PEM file.
Result<Certificate> read_certificate(const std::string& file);

}  // namespace presave::server::crypto
