// A REST API describe (what /sobjects/X/describe answers) as an object of the org model.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/schema/org.h"

namespace presave::metadata {

/// An object as a describe tells it.
struct Described {
  std::string name;
  schema::Object object;
  std::vector<schema::LeftOut> left_out;
};

/// The describes that a JSON file holds: one, several in a list, or one in the envelope that command line
/// tools put around it ({"status": 0, "result": …}). None where the JSON is about something else: projects
/// are full of it. `shown` is the file's name in sources and faults.
Result<std::vector<Described>> read_describes(std::string_view text, const std::string& shown);

}  // namespace presave::metadata
