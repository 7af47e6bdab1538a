#include "server/jose/algorithm.h"

namespace presave::server::jose {

std::string_view name_of(Algorithm algorithm) {
  switch (algorithm) {
    case Algorithm::kRs256:
      return "RS256";
    case Algorithm::kPs256:
      return "PS256";
    case Algorithm::kEs256:
      return "ES256";
  }
  return "";
}

std::optional<Algorithm> algorithm_of(std::string_view name) {
  for (const Algorithm one : {Algorithm::kRs256, Algorithm::kPs256, Algorithm::kEs256}) {
    if (name == name_of(one)) return one;
  }
  return std::nullopt;
}

}  // namespace presave::server::jose
