// One call on its way through libcurl: what is sent, what has come back so far, and the bounds it keeps.
#pragma once

#include <curl/curl.h>

#include <chrono>
#include <memory>
#include <string>

#include "server/outbound/curl_client.h"

namespace presave::server::outbound {

struct FreeMulti {
  void operator()(CURLM* multi) const { curl_multi_cleanup(multi); }
};
struct FreeEasy {
  void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
};
using Multi = std::unique_ptr<CURLM, FreeMulti>;
using Easy = std::unique_ptr<CURL, FreeEasy>;

/// Lives as long as the call: libcurl holds its address.
class Transfer {
 public:
  Transfer(const Call& call, const ClientSettings& settings) : call_(call), settings_(settings) {}
  Transfer(const Transfer&) = delete;
  Transfer& operator=(const Transfer&) = delete;

  /// Sends the call over the handles and waits. `multi` keeps the connection for the next call.
  Result<Answer> run(CURLM* multi, CURL* easy, std::chrono::milliseconds timeout);

 private:
  struct FreeList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
  };

  Done set_up(CURL* easy, std::chrono::milliseconds timeout);
  Done set_headers(CURL* easy);
  void set_body(CURL* easy);
  CURLcode perform(CURLM* multi, CURL* easy);
  Fault fault_of(CURLcode code) const;
  Fault unreachable(std::string detail) const;

  static std::size_t on_header(char* bytes, std::size_t size, std::size_t count, void* transfer);
  static std::size_t on_body(char* bytes, std::size_t size, std::size_t count, void* transfer);
  static std::size_t on_read(char* bytes, std::size_t size, std::size_t count, void* transfer);
  static int on_seek(void* transfer, curl_off_t offset, int origin);

  const Call& call_;
  const ClientSettings& settings_;
  std::string origin_;  ///< for messages: never the path or query, which may hold what is secret
  Answer answer_;
  std::size_t sent_ = 0;
  std::size_t head_bytes_ = 0;
  bool too_large_ = false;
  std::unique_ptr<curl_slist, FreeList> headers_;
};

}  // namespace presave::server::outbound
