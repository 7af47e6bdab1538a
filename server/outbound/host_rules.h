// Which servers may be called. An address that comes from outside (Canvas's loginUrl, a token answer's
// instance_url) decides where a secret is sent, so it is compared with a list before anything else reads it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"

namespace presave::server::outbound {

/// The hosts that Salesforce's login and REST API live on.
inline constexpr std::string_view kSalesforceHosts[] = {"login.salesforce.com", "test.salesforce.com",
                                                        "*.my.salesforce.com"};

/// An address taken apart, in its one spelling: lower case, port always there.
struct Origin {
  std::string scheme;  ///< "https" or "http"
  std::string host;
  unsigned port = 443;

  /// "https://host", with the port where it is not the scheme's own.
  std::string text() const;
};

/// The origin of "https://host:port/path". Refuses a user name, a backslash, IPv6, anything that two readers
/// of addresses could read differently.
Result<Origin> origin_of(std::string_view url);

/// True for 127.0.0.1 and localhost: the only hosts that may be called without TLS.
bool is_loopback(std::string_view host);

/// A list of allowed servers. Each is "host", "host:port", "*.host" (one label or more before it), or, for
/// development, "http://127.0.0.1:8211".
class HostRules {
 public:
  /// Refuses a rule that cannot be meant: "*", "*.com", http to another machine.
  static Result<HostRules> from(const std::vector<std::string>& rules);
  /// Where Salesforce lives.
  static HostRules salesforce();

  /// The address's origin in its one spelling, or why it may not be called.
  Result<std::string> allow(std::string_view url) const;

 private:
  struct Rule {
    Origin origin;
    bool below = false;  ///< "*.host": any host that ends with ".host"
  };
  static Result<Rule> read(std::string_view rule);
  std::vector<Rule> rules_;
};

}  // namespace presave::server::outbound
