#include "server/net/head_reader.h"

#include "server/http/limits.h"
#include "server/net/pch.h"

namespace presave::server::net {
namespace {

constexpr std::size_t kUsualHeaders = 16;

}  // namespace

HeadReader::HeadReader(http::Request& request) : request_(request) {
  header_limit(limits::kHeadBytes);
  body_limit(limits::kBodyBytes);
}

boost::system::error_code HeadReader::read(std::string_view head) {
  request_.headers.reserve(kUsualHeaders);
  Error error;
  put(boost::asio::buffer(head.data(), head.size()), error);
  return error;
}

std::size_t HeadReader::body_bytes() const {
  const auto length = content_length();
  return length ? static_cast<std::size_t>(*length) : 0;
}

void HeadReader::on_request_impl(boost::beast::http::verb, Text method, Text target, int, Error&) {
  const auto question = target.find('?');
  request_.method.assign(method.data(), method.size());
  request_.path.assign(target.data(), std::min(question, target.size()));
  if (question != Text::npos)
    request_.query.assign(target.data() + question + 1, target.size() - question - 1);
}

void HeadReader::on_field_impl(boost::beast::http::field, Text name, Text value, Error&) {
  request_.headers.emplace_back(std::string(name.data(), name.size()),
                                std::string(value.data(), value.size()));
}

}  // namespace presave::server::net
