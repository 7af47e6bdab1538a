// From CSV rows to request documents: the header names fields once, each row then fills a record.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/result.h"
#include "engine/schema/org.h"

namespace presave::cli {

/// What all rows of one run share.
struct RequestFrame {
  std::string object;
  std::string operation;  ///< "insert" or "update"
  std::string context;    ///< a context object of docs/documents.md as JSON; empty: none
  /// Cells are as Bulk API 2.0 reads them: an empty one leaves the field as it is, or gives it its default; #N/A is blank.
  bool bulk = false;
};

/// The columns of a file, found in the org model.
class RowRequest {
 public:
  /// Finds the fields that the header names: API names, or paths through lookups such as
  /// Program__r.StartDate__c. `place` is where the header stands.
  static Result<RowRequest> make(const schema::Org& org, RequestFrame frame,
                                 const std::vector<std::string_view>& header, const std::string& place);

  std::size_t columns() const { return columns_.size(); }
  /// The columns that are fields of the object itself, by their place, as the org spells them.
  std::vector<std::pair<std::size_t, std::string>> own_fields() const;
  /// The request document of one row that has columns() cells. An empty cell is a blank field, unless the frame says otherwise.
  std::string document(const std::vector<std::string_view>& cells) const;

 private:
  struct Column {
    std::vector<std::string> path;  ///< relationship names, then the field, as the org spells them
    schema::FieldType type = schema::FieldType::kText;
  };

  /// One move of writing a record: the name, then what follows it.
  struct Step {
    enum class Kind { kBeginParent, kValue, kEndParent } kind;
    std::string name;
    std::size_t column = 0;  ///< of a value
  };

  static Result<Column> find_column(const schema::Org& org, const std::string& object, std::string_view name);
  void plan(const std::vector<std::size_t>& columns, std::size_t depth);

  RequestFrame frame_;
  std::vector<Column> columns_;
  std::vector<Step> steps_;  ///< how a record is written: the order is the same in each row
};

}  // namespace presave::cli
