#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "server/doctor/configuration.h"
#include "server/doctor/machine.h"
#include "server/doctor/orgs.h"
#include "server/salesforce/advice.h"
#include "tests/server/key_files.h"

namespace presave::server {
namespace {

using doctor::Grade;
using doctor::look_at_certificate;
using salesforce::advice_for;
using salesforce::take_apart;
using salesforce::with_advice;

std::string place_for(std::string_view error, std::string_view description) {
  const salesforce::Advice* advice = advice_for(error, description);
  return advice ? std::string(advice->place) : "";
}

TEST(Advice, NamesTheSettingThatIsMissing) {
  EXPECT_NE(place_for("invalid_grant", "user hasn't approved this consumer").find("Policies"), std::string::npos);
  EXPECT_NE(place_for("invalid_app_access", "user is not admin approved to access this app").find("Policies"), std::string::npos);
  EXPECT_EQ(place_for("invalid_grant", "audience is invalid"), "presave.toml, audience");
  EXPECT_EQ(place_for("invalid_grant", "Audience validation failed"), "presave.toml, audience");
  EXPECT_EQ(place_for("invalid_grant", "request not supported on this domain"), "presave.toml, login_url");
  EXPECT_EQ(place_for("invalid_client_id", "client identifier invalid"), "presave.toml, client_id");
  EXPECT_EQ(place_for("invalid_client", "invalid client credentials"), "presave.toml, client_secret");
  EXPECT_EQ(place_for("invalid_client", "app must be installed into org"), "Setup, Connected Apps OAuth Usage");
  EXPECT_EQ(place_for("invalid_grant", "authentication failure"), "Setup, Login History");
  EXPECT_EQ(place_for("invalid_client", ""), "presave.toml, client_secret");
}

TEST(Advice, TellsOneCodesMeaningsApartByTheirWords) {
  EXPECT_NE(place_for("INVALID_SESSION_ID", "This session is not valid for use with the REST API"),
            place_for("INVALID_SESSION_ID", "Session expired or invalid"));
  EXPECT_NE(place_for("REQUEST_LIMIT_EXCEEDED", "ConcurrentRequests (Concurrent API Requests) Limit exceeded."),
            place_for("REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded."));
}

TEST(Advice, IsNotGivenWhereNothingIsKnown) {
  EXPECT_EQ(advice_for("invalid_grant", "the moon is full"), nullptr);
  EXPECT_EQ(advice_for("", ""), nullptr);
  EXPECT_EQ(with_advice("invalid_grant", "the moon is full"), "invalid_grant: the moon is full");
}

TEST(Advice, ComesApartAgain) {
  const std::string text = with_advice("invalid_grant", "no client credentials user enabled");
  const auto [said, next] = take_apart(text);
  EXPECT_EQ(said, "invalid_grant: no client credentials user enabled");
  EXPECT_EQ(next, advice_for("invalid_grant", "no client credentials user enabled")->text());
  EXPECT_EQ(take_apart("nothing; known").said, "nothing; known");
  EXPECT_TRUE(take_apart("nothing; known").next.empty());
}

class DoctorFiles : public ::testing::Test {
 protected:
  void SetUp() override { std::filesystem::create_directories(folder_); }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  std::string write(const std::string& name, const std::string& text) const {
    std::ofstream(folder_ / name) << text;
    return folder_ / name;
  }
  const std::filesystem::path folder_ =
      std::filesystem::temp_directory_path() / ("presave-doctor-" + std::to_string(::getpid()));
};

TEST_F(DoctorFiles, LooksAtACertificatesTimes) {
  const std::string file = write("tls.pem", testing::certificate_of(testing::p256_files()));
  const auto now = std::time(nullptr);
  EXPECT_EQ(look_at_certificate(file, now + 60).grade, Grade::kWarning) << "signed by itself";
  const auto over = look_at_certificate(file, now + 7200);
  EXPECT_EQ(over.grade, Grade::kFailure);
  EXPECT_NE(over.said.find("is over since"), std::string::npos);
  EXPECT_NE(look_at_certificate(file, now - 7200).next.find("clock"), std::string::npos);
  EXPECT_EQ(look_at_certificate(write("text.pem", "no certificate"), now).grade, Grade::kFailure);
  EXPECT_EQ(look_at_certificate("/nowhere/tls.pem", now).grade, Grade::kFailure);
}

TEST_F(DoctorFiles, LooksWhetherAFileCanBeWritten) {
  const auto good = doctor::look_at_file("store", folder_ / "presave.db");
  EXPECT_NE(good.said.find("MB are free"), std::string::npos) << good.said;
  const auto bad = doctor::look_at_file("store", "/nowhere/at/all/presave.db");
  EXPECT_EQ(bad.grade, Grade::kFailure);
  EXPECT_NE(bad.said.find("cannot be written: No such file"), std::string::npos) << bad.said;
}

TEST(DoctorPort, TellsAFreeOneFromATakenOne) {
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  ASSERT_EQ(::bind(socket, reinterpret_cast<sockaddr*>(&address), size), 0);
  ASSERT_EQ(::listen(socket, 1), 0);
  ASSERT_EQ(::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size), 0);
  const std::uint16_t port = ntohs(address.sin_port);
  EXPECT_EQ(doctor::look_at_port("127.0.0.1", port).grade, Grade::kWarning);
  ::close(socket);
  EXPECT_EQ(doctor::look_at_port("127.0.0.1", port).grade, Grade::kFine);
  EXPECT_EQ(doctor::look_at_port("localhost", port).grade, Grade::kFailure);
  EXPECT_EQ(doctor::look_at_port("192.0.2.1", port).grade, Grade::kFailure) << "no address of this machine";
}

TEST(DoctorClock, ReadsADateHeader) {
  using std::chrono::seconds;
  const auto noon = std::chrono::system_clock::from_time_t(1'795'521'600);  // 2026-11-24T12:00:00Z
  EXPECT_EQ(doctor::ahead_of("Tue, 24 Nov 2026 12:00:00 GMT", noon), seconds(0));
  EXPECT_EQ(doctor::ahead_of("Tue, 24 Nov 2026 11:58:00 GMT", noon), seconds(120));
  EXPECT_EQ(doctor::ahead_of("Tue, 24 Nov 2026 12:00:30 GMT", noon), seconds(-30));
  EXPECT_EQ(doctor::ahead_of("24 Nov 2026", noon), std::nullopt);
  EXPECT_EQ(doctor::ahead_of("", noon), std::nullopt);
  EXPECT_EQ(doctor::ahead_of("Tue, 24 Nov 2026 12:00:00 GMT, and more", noon), std::nullopt);
}

}  // namespace
}  // namespace presave::server
