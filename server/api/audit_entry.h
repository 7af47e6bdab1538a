// What a line of the audit journal tells of a decision, read from the documents that are sent and answered: those of
// the engine and the flat ones of callouts. Never a field's value.
#pragma once

#include <string>

#include "server/audit/journal.h"
#include "server/http/message.h"

namespace presave::server::api {

/// What was asked about: the object, and the record's id where it has one.
void add_request(const std::string& body, audit::Entry& entry);

/// What came of it: the verdict or the counts of a batch, the rules that refused, the id of a new record.
void add_outcome(const http::Response& response, audit::Entry& entry);

}  // namespace presave::server::api
