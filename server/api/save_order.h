// What a page asks to have saved: read strictly, and checked to be the very record that is decided about.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "engine/bundle/json_reader.h"
#include "server/canvas/context.h"
#include "server/salesforce/record_write.h"

namespace presave::server::api {

/// One record to save.
struct SaveOrder {
  salesforce::RecordWrite write;
  std::string request;  ///< the request document to decide, with the verified user
  std::string key;      ///< the page's idempotency key
};

/// Reads {"object", "id", "externalId", "values", "request", "idempotencyKey"}. Refuses values that are not those of
/// the request's record: nothing is saved that was not decided about.
Result<SaveOrder> read_order(std::string_view body, const canvas::CanvasContext& verified);

}  // namespace presave::server::api
