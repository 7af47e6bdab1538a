#include "server/outbound/transfer.h"

#include <algorithm>
#include <cstring>
#include <stop_token>

#include "server/outbound/host_rules.h"

namespace presave::server::outbound {
namespace {

constexpr int kWakeUpMs = 1000;    // libcurl's own timers wake it earlier
constexpr long kIdleSeconds = 30;  // an older connection has likely been closed by the other side

bool is_token(std::string_view name) {
  constexpr std::string_view kMarks = "!#$%&'*+-.^_`|~";
  return !name.empty() && std::all_of(name.begin(), name.end(), [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           kMarks.find(c) != std::string_view::npos;
  });
}

bool is_header_value(std::string_view value) {
  return std::all_of(value.begin(), value.end(), [](char c) {
    return c == '\t' || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F);
  });
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r\n";
  const auto first = text.find_first_not_of(kBlank);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

}  // namespace

Fault Transfer::unreachable(std::string detail) const {
  return {FaultCode::kUnreachable, origin_, std::move(detail)};
}

Result<Answer> Transfer::run(CURLM* multi, CURL* easy, std::chrono::milliseconds timeout) {
  if (const Done ready = set_up(easy, timeout); !ready) return ready.fault();
  const CURLcode code = perform(multi, easy);
  if (code != CURLE_OK) {
    long sent = 0;
    const bool known = curl_easy_getinfo(easy, CURLINFO_REQUEST_SIZE, &sent) == CURLE_OK;
    if (call_.unsent && known && sent == 0) *call_.unsent = true;
    return fault_of(code);
  }
  long status = 0;
  curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
  answer_.status = static_cast<int>(status);
  return std::move(answer_);
}

Done Transfer::set_up(CURL* easy, std::chrono::milliseconds timeout) {
  const auto origin = origin_of(call_.url);
  if (!origin) return origin.fault();
  origin_ = origin->text();
  const bool plain = origin->scheme == "http";
  if (plain && !(settings_.plain_loopback && is_loopback(origin->host))) {
    return Fault{FaultCode::kBadValue, origin_,
                 "only https is called; http to this machine itself only where a setting allows it"};
  }
  curl_easy_reset(easy);
  curl_easy_setopt(easy, CURLOPT_URL, call_.url.c_str());
  curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, plain ? "http" : "https");
  curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
  curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(easy, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 2L);
  // The system's own authorities stand in a folder, which this file does not take the place of.
  if (!settings_.ca_file.empty()) curl_easy_setopt(easy, CURLOPT_CAINFO, settings_.ca_file.c_str());
  // An empty text also turns off what the environment says.
  curl_easy_setopt(easy, CURLOPT_PROXY, settings_.proxy.c_str());
  curl_easy_setopt(easy, CURLOPT_NOPROXY, "127.0.0.1,localhost");
  curl_easy_setopt(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
  curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "gzip");
  curl_easy_setopt(easy, CURLOPT_MAXAGE_CONN, kIdleSeconds);
  curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(timeout.count()));
  curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS,
                   static_cast<long>(std::min(timeout, settings_.connect_timeout).count()));
  curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, &Transfer::on_header);
  curl_easy_setopt(easy, CURLOPT_HEADERDATA, this);
  curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &Transfer::on_body);
  curl_easy_setopt(easy, CURLOPT_WRITEDATA, this);
  set_body(easy);
  return set_headers(easy);
}

void Transfer::set_body(CURL* easy) {
  if (call_.method == "HEAD") {
    curl_easy_setopt(easy, CURLOPT_NOBODY, 1L);
    return;
  }
  if (!call_.body.empty() || call_.method == "POST") {
    // Read piece by piece, so that libcurl cannot start over by itself: it would send a body again when a
    // connection from before turns out to be closed, and an order would be placed twice.
    curl_easy_setopt(easy, CURLOPT_POST, 1L);
    curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(call_.body.size()));
    curl_easy_setopt(easy, CURLOPT_READFUNCTION, &Transfer::on_read);
    curl_easy_setopt(easy, CURLOPT_READDATA, this);
    curl_easy_setopt(easy, CURLOPT_SEEKFUNCTION, &Transfer::on_seek);
    curl_easy_setopt(easy, CURLOPT_SEEKDATA, this);
  }
  curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, call_.method.c_str());
}

Done Transfer::set_headers(CURL* easy) {
  if (!is_token(call_.method))
    return Fault{FaultCode::kBadValue, origin_, "the method is not an HTTP method"};
  std::vector<std::string> lines;
  for (const auto& [name, value] : call_.headers) {
    if (!is_token(name) || !is_header_value(value)) {
      return Fault{FaultCode::kBadValue, origin_, "a header holds a character that no header may hold"};
    }
    lines.push_back(value.empty() ? name + ";" : name + ": " + value);  // ";" is how libcurl spells "empty"
  }
  lines.emplace_back("Expect:");
  if (http::find_header(call_.headers, "Content-Type").empty()) lines.emplace_back("Content-Type:");
  for (const std::string& line : lines) {
    curl_slist* longer = curl_slist_append(headers_.get(), line.c_str());
    if (!longer) return Fault{FaultCode::kBusy, origin_, "no memory for the headers of a call"};
    (void)headers_.release();
    headers_.reset(longer);
  }
  curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers_.get());
  return done();
}

CURLcode Transfer::perform(CURLM* multi, CURL* easy) {
  if (curl_multi_add_handle(multi, easy) != CURLM_OK) return CURLE_FAILED_INIT;
  const std::stop_callback wake(call_.stop, [multi] { curl_multi_wakeup(multi); });
  CURLcode code = CURLE_ABORTED_BY_CALLBACK;
  int running = 1;
  while (!call_.stop.stop_requested()) {
    if (curl_multi_perform(multi, &running) != CURLM_OK) {
      code = CURLE_FAILED_INIT;
      break;
    }
    if (running == 0) {
      int left = 0;
      const CURLMsg* message = curl_multi_info_read(multi, &left);
      code = message ? message->data.result : CURLE_FAILED_INIT;
      break;
    }
    curl_multi_poll(multi, nullptr, 0, kWakeUpMs, nullptr);
  }
  curl_multi_remove_handle(multi, easy);
  return code;
}

Fault Transfer::fault_of(CURLcode code) const {
  if (too_large_) {
    return unreachable("the answer is larger than " + std::to_string(settings_.most_answer_bytes) +
                       " bytes, or its headers than " + std::to_string(limits::kAnswerHeadBytes));
  }
  switch (code) {
    case CURLE_ABORTED_BY_CALLBACK:
      return unreachable("given up: nobody waits for the answer any more");
    case CURLE_OPERATION_TIMEDOUT:
      return unreachable("no answer in time");
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
      return unreachable(
          "its certificate is not trusted here, or is another host's; if your own authority signed it, name "
          "that authority's file in the settings");
    case CURLE_COULDNT_RESOLVE_HOST:
      return unreachable("its name is not known; check it, and this machine's DNS");
    case CURLE_COULDNT_RESOLVE_PROXY:
      return unreachable("the proxy's name is not known; check the proxy setting");
    case CURLE_COULDNT_CONNECT:
      return unreachable("it does not take the connection; check firewall and proxy");
    case CURLE_SEND_FAIL_REWIND:
      return unreachable("the connection ended before an answer; whether the call arrived is not known");
    default:
      return unreachable(curl_easy_strerror(code));
  }
}

std::size_t Transfer::on_header(char* bytes, std::size_t size, std::size_t count, void* transfer) {
  auto& self = *static_cast<Transfer*>(transfer);
  const std::string_view line = trimmed({bytes, size * count});
  self.head_bytes_ += size * count;
  if (self.head_bytes_ > limits::kAnswerHeadBytes) {
    self.too_large_ = true;
    return 0;
  }
  if (line.substr(0, 5) == "HTTP/") self.answer_.headers.clear();  // before this came a "100 Continue"
  if (const auto colon = line.find(':'); colon != std::string_view::npos) {
    self.answer_.headers.emplace_back(line.substr(0, colon), trimmed(line.substr(colon + 1)));
  }
  return size * count;
}

std::size_t Transfer::on_body(char* bytes, std::size_t size, std::size_t count, void* transfer) {
  auto& self = *static_cast<Transfer*>(transfer);
  const std::size_t more = size * count;
  if (self.answer_.body.size() + more > self.settings_.most_answer_bytes) {
    self.too_large_ = true;
    return 0;
  }
  self.answer_.body.append(bytes, more);
  return more;
}

std::size_t Transfer::on_read(char* bytes, std::size_t size, std::size_t count, void* transfer) {
  auto& self = *static_cast<Transfer*>(transfer);
  const std::size_t piece = std::min(size * count, self.call_.body.size() - self.sent_);
  std::memcpy(bytes, self.call_.body.data() + self.sent_, piece);
  self.sent_ += piece;
  return piece;
}

int Transfer::on_seek(void*, curl_off_t, int) {
  return CURL_SEEKFUNC_FAIL;
}

}  // namespace presave::server::outbound
