// The server's one door: what the command line calls for `presave serve`. It checks the whole configuration
// first, puts the rooms together, and runs until it is told to stop.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace presave::server {

/// What `presave serve` is told. Everything is checked before the port is opened.
struct ServeOptions {
  std::string config_file;                   ///< presave.toml; with it, none of the following is looked at
  bool check_only = false;                   ///< read and check everything, say what is wrong, serve nothing
  std::string bundle_file;                   ///< a bundle document, made by `presave compile`
  std::string web_dir;                       ///< the built pages; must hold canvas.html
  std::string address = "127.0.0.1";         ///< numeric IPv4 or IPv6 address to listen on
  std::uint16_t port = 8212;                 ///< 0: any free port, told in the "listening on" line
  std::vector<std::string> frame_ancestors;  ///< origins that may frame the pages: the org's own hosts
  std::vector<std::string> organizations;  ///< org ids that are served; empty: every org whose signature fits
  std::string secret_file;                 ///< consumer secrets, one a line; empty: PRESAVE_CANVAS_SECRET
  unsigned threads = 0;                    ///< 0: one for each processor
};

/// What serve() returns, for the process to exit with.
inline constexpr int kServeStopped = 0;  ///< asked to stop (SIGTERM, SIGINT) and drained; or checked, and all is well
inline constexpr int kServeNotStarted =
    3;  ///< configuration not usable, or the port is taken; said on stderr

/// Serves until SIGTERM or SIGINT. Prints "listening on http://ADDRESS:PORT" on stdout once it does, and one
/// line per request on stderr. All mistakes of the configuration are said together.
///
/// The consumer secret is read from `secret_file` or else from the environment variable
/// PRESAVE_CANVAS_SECRET, never from the command line, which every user of the machine can read. Both may
/// hold several secrets, one a line, while Salesforce rotates them.
///
/// SIGHUP reads everything again and serves it from then on, or, where there is a mistake, says so and goes on with
/// what there is. Address, port, threads, bounds and the log's form stay until a restart.
int serve(const ServeOptions& options);

/// The commented example of presave.toml: every key, what it means, its default.
std::string example_config();

}  // namespace presave::server
