// The hosts that one org's pages stand on, known from its My Domain name: who may frame the app for it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/canvas/context.h"

namespace presave::server::canvas {

/// The origins of the org that opened the app: Lightning, the classic pages, Visualforce, sites and Setup, derived
/// from its My Domain name, and the very page around the frame. Not checked against what this server allows.
std::vector<std::string> org_origins(const CanvasContext& context);

/// Those of `origins` that one of the `allowed` sources ("https://*.lightning.force.com") lets frame a page: an
/// org's own hosts never widen what the server was told. `allowed` itself where none is left.
std::vector<std::string> narrowed(const std::vector<std::string>& allowed,
                                  const std::vector<std::string>& origins);

}  // namespace presave::server::canvas
