// Beast's parser, writing straight into our Request: method, target and headers, each copied once.
#pragma once

#include <boost/beast/http/basic_parser.hpp>
#include <string_view>

#include "server/http/message.h"

namespace presave::server::net {

class HeadReader : public boost::beast::http::basic_parser<true> {
 public:
  /// Writes into `request`, which must outlive the reader.
  explicit HeadReader(http::Request& request);

  /// Reads a whole head that the guard has accepted.
  boost::system::error_code read(std::string_view head);
  /// How many bytes of body follow.
  std::size_t body_bytes() const;

 private:
  using Error = boost::system::error_code;
  using Text = boost::beast::string_view;
  void on_request_impl(boost::beast::http::verb, Text method, Text target, int, Error&) override;
  void on_field_impl(boost::beast::http::field, Text name, Text value, Error&) override;
  // The body is read by the connection. Responses and chunks never come this far.
  void on_response_impl(int, Text, int, Error&) override {}
  void on_header_impl(Error&) override {}
  void on_body_init_impl(const boost::optional<std::uint64_t>&, Error&) override {}
  std::size_t on_body_impl(Text, Error&) override { return 0; }
  void on_chunk_header_impl(std::uint64_t, Text, Error&) override {}
  std::size_t on_chunk_body_impl(std::uint64_t, Text, Error&) override { return 0; }
  void on_finish_impl(Error&) override {}

  http::Request& request_;
};

}  // namespace presave::server::net
