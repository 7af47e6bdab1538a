// In place of serve_word.cpp where there is no server to offer.
#include "cli/serve_word.h"

namespace presave::cli {

void add_serve(CLI::App&, int&) {}

}  // namespace presave::cli
