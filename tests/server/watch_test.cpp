// The log and the metrics, each by itself.
#include <gtest/gtest.h>
#include <unistd.h>

#include <nlohmann/json.hpp>
#include <regex>
#include <set>

#include "server/log/log.h"
#include "server/metrics/metrics.h"

namespace presave::server {
namespace {

using namespace std::chrono_literals;

/// A pipe whose reading end the test holds.
class Pipe {
 public:
  Pipe() {
    if (::pipe(ends_) != 0) std::abort();
  }
  ~Pipe() {
    close_writing();
    ::close(ends_[0]);
  }
  int writing() const { return ends_[1]; }
  void close_writing() {
    if (ends_[1] >= 0) ::close(ends_[1]);
    ends_[1] = -1;
  }
  /// All that was written; the writing end is closed first.
  std::string read_all() {
    close_writing();
    std::string all;
    char chunk[4096];
    for (ssize_t count; (count = ::read(ends_[0], chunk, sizeof chunk)) > 0;) all.append(chunk, static_cast<std::size_t>(count));
    return all;
  }

 private:
  int ends_[2];
};

TEST(Log, WritesOneJsonDocumentALine) {
  Pipe pipe;
  {
    log::Log log(pipe.writing(), log::Format::kJson);
    log.request({"GET", "/a\"\n\x01" + std::string(300, 'x'), "id-1", "", "192.0.2.1", 200, 42us});
    log.note(log::Level::kError, std::string(10'000, '\0'));
  }
  std::istringstream lines(pipe.read_all());
  std::string line;
  ASSERT_TRUE(std::getline(lines, line));
  const auto request = nlohmann::json::parse(line);
  EXPECT_EQ(request["id"], "id-1");
  EXPECT_EQ(request["us"], 42);
  EXPECT_EQ(request["path"].get<std::string>().size(), log::kMostPathBytes + 3);
  ASSERT_TRUE(std::getline(lines, line));
  EXPECT_LT(line.size(), log::kMostLineBytes);
  EXPECT_EQ(nlohmann::json::parse(line)["level"], "error");
  EXPECT_FALSE(std::getline(lines, line));
}

TEST(Log, APlainLineHoldsNoControlCharacters) {
  Pipe pipe;
  { log::Log(pipe.writing(), log::Format::kPlain).note(log::Level::kWarning, "a\nb\x1b[31m"); }
  EXPECT_EQ(pipe.read_all(), "presave serve: warning: a?b?[31m\n");
}

TEST(Log, NeverWaitsForItsReader) {
  Pipe pipe;  // nobody reads: it fills
  std::uint64_t dropped = 0;
  const auto began = std::chrono::steady_clock::now();
  {
    log::Log log(pipe.writing(), log::Format::kPlain);
    const std::string text(500, 'x');
    for (std::size_t i = 0; i < 3 * log::kMostQueuedLines; ++i) log.note(log::Level::kInfo, text);
    EXPECT_LT(std::chrono::steady_clock::now() - began, 5s);
    dropped = log.dropped();
  }
  EXPECT_GE(dropped, log::kMostQueuedLines);
  EXPECT_LT(std::chrono::steady_clock::now() - began, 10s) << "the end does not wait for good either";
}

/// A strict reading of the exposition format: every line is a comment of the two kinds or a sample of the family that
/// the comments announced; histograms add up.
std::set<std::string> samples_of(const std::string& text) {
  const std::regex help("# HELP ([a-z_]+) .+"), type("# TYPE ([a-z_]+) (counter|gauge|histogram)");
  const std::regex sample(R"re(([a-z_]+)(\{[a-z_]+="(?:[^"\\\n]|\\["\\n])*"(?:,[a-z_]+="(?:[^"\\\n]|\\["\\n])*")*\})? ([0-9.e+-]+))re");
  std::set<std::string> families, seen;
  std::string helped, family, kind;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    std::smatch match;
    if (std::regex_match(line, match, help)) {
      helped = match[1];
      EXPECT_TRUE(families.insert(helped).second) << helped << " stands in two places";
    } else if (std::regex_match(line, match, type)) {
      family = match[1];
      kind = match[2];
      EXPECT_EQ(family, helped);
      EXPECT_EQ(kind == "counter", family.size() > 6 && family.substr(family.size() - 6) == "_total") << family;
    } else if (std::regex_match(line, match, sample)) {
      const std::string rest = match[1].str().substr(std::min(family.size(), match[1].str().size()));
      EXPECT_EQ(match[1].str().substr(0, family.size()), family);
      EXPECT_TRUE(kind == "histogram" ? rest == "_bucket" || rest == "_sum" || rest == "_count" : rest.empty()) << line;
      EXPECT_TRUE(seen.insert(match[1].str() + match[2].str()).second) << "twice: " << line;
    } else {
      ADD_FAILURE() << "not of the format: " << line;
    }
  }
  EXPECT_EQ(text.back(), '\n');
  return seen;
}

TEST(Metrics, SpeakPrometheus) {
  metrics::Metrics metrics({"/canvas", "/canvas", "/odd\"\\\n", "/*"});
  metrics.request("/canvas", 200, 60us);
  metrics.request("/canvas", 401, 11s);
  metrics.request("/made-up-by-a-stranger", 404, 1us);
  metrics.reload(false);
  http::Traffic traffic;
  traffic.count(http::TurnedAway::kHandshake);
  const std::string text = metrics.text(traffic, {{"presave_sessions", "Sessions.", "gauge", 3}});
  samples_of(text);
  for (const char* line : {R"(presave_requests_total{route="/canvas",status="4xx"} 1)", R"(presave_requests_total{route="none",status="4xx"} 1)",
                           R"(presave_request_duration_seconds_bucket{route="/canvas",le="0.00005"} 0)",
                           R"(presave_request_duration_seconds_bucket{route="/canvas",le="0.0001"} 1)",
                           R"(presave_request_duration_seconds_bucket{route="/canvas",le="10"} 1)",
                           R"(presave_request_duration_seconds_bucket{route="/canvas",le="+Inf"} 2)",
                           R"(presave_request_duration_seconds_count{route="/canvas"} 2)", R"(presave_reloads_total{result="refused"} 1)",
                           R"(presave_turned_away_total{reason="handshake"} 1)", "presave_sessions 3"}) {
    EXPECT_NE(text.find(std::string(line) + "\n"), std::string::npos) << line << " is not in\n" << text;
  }
  EXPECT_EQ(text.find("stranger"), std::string::npos);
}

}  // namespace
}  // namespace presave::server
