// The pieces of a setup, each read and checked by itself: what the flags of `presave serve` and presave.toml have in
// common.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/api/setup.h"
#include "server/crypto/secret.h"

namespace presave::server::setup {

/// Reads a bundle document; faults name the file.
Result<api::BundlePointer> load_bundle(const std::string& name, const std::string& file);

/// Reads a mapping document, JSON, and checks it against the bundle. A finding that is an error is a fault, which names the
/// file and the place in it; the others are added to `warnings`.
Result<api::MappingPointer> load_mapping(const std::string& name, const std::string& file, const api::BundlePointer& bundle,
                                         std::vector<std::string>& warnings);

/// What is said of rules that do not compile: they are never passed over in silence.
std::vector<std::string> findings_of(const Bundle& bundle);

/// The built pages.
struct Web {
  http::StaticFiles files;
  api::CanvasPage page;
};
/// Reads the web folder, which must hold canvas.html.
Result<Web> read_web(const std::string& folder);

/// The lines of a text, without line ends and surrounding blanks; empty lines are left out.
std::vector<crypto::Secret> secrets_in(std::string_view text);

/// True for "00D" and 15 or 18 letters and digits in all.
bool is_organization_id(std::string_view id);

}  // namespace presave::server::setup
