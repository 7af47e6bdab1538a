// Drives the OAuth room by lines: a command on stdin, an answer on stdout. The other side is an OAuth server
// that the calling test has started.
//
//   oauth_driver ORIGIN CA_FILE STORE_FILE CLIENT_ID CLIENT_SECRET REDIRECT_URI [KEY_FILE]
#include <array>
#include <chrono>
#include <fstream>
#include <iostream>
#include <iterator>
#include <set>
#include <sstream>
#include <thread>

#include "server/oauth/authorization.h"
#include "server/oauth/integration_user.h"
#include "server/oauth/user_tokens.h"
#include "server/outbound/curl_client.h"
#include "server/store/sqlite_store.h"

namespace presave::server::oauth {
namespace {

using Words = std::istringstream;

template <class T>
T must(Result<T> result) {
  if (!result) {
    std::cerr << result.fault().text() << "\n";
    std::exit(1);
  }
  return std::move(*result);
}

std::string word(Words& words) {
  std::string out;
  words >> out;
  return out;
}

std::string said(const Fault& fault) {
  return "fault " + std::string(name_of(fault.code)) + " " + fault.text();
}

std::string said(const outbound::AccessToken& token) {
  return "token " + std::string(token.secret->reveal_for_cryptography()) + " " + token.instance_url;
}

std::int64_t now_ms() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
}

crypto::Secret file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return crypto::Secret({std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()});
}

class Driver {
 public:
  explicit Driver(const std::vector<std::string>& arguments)
      : origin_(arguments.at(0)),
        client_{"app",
                arguments.at(3),
                std::make_shared<const crypto::Secret>(arguments.at(4)),
                arguments.at(5),
                "openid api refresh_token",
                must(outbound::HostRules::from({origin_}))},
        key_file_(arguments.size() > 6 ? arguments[6] : ""),
        around_{must(store::open_sqlite({arguments.at(2)})),
                std::make_shared<crypto::KeyRing>(must(crypto::KeyRing::from(
                    crypto::Secret("test:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=")))),
                must(outbound::CurlClient::with({arguments.at(1)})),
                // Hours pass between two refreshes, so that each is allowed.
                [this] { return now_ms() + hours_ * 3'600'000; },
                [](std::string_view event) { std::cerr << "event: " << event << "\n"; }},
        tokens_(client_, around_) {}

  std::string obey(const std::string& line) {
    Words words(line);
    const std::string command = word(words);
    if (command == "depart") return depart_for(word(words));
    if (command == "arrive") return arrive_with(words);
    if (command == "tokens") return many(words);
    if (command == "introspect") return introspect(crypto::Secret(word(words)));
    if (command == "reuse") return reuse();
    if (command == "revoke") return revoke();
    if (command == "integration") return integration(word(words));
    return "fault unknown command";
  }

 private:
  std::string depart_for(const std::string& login_url) {
    const auto departure = depart(client_, login_url, *around_.keys, now_ms());
    return departure ? "to " + departure->location + " " + departure->cookie : said(departure.fault());
  }

  std::string arrive_with(Words& words) {
    const std::string cookie = word(words);
    const std::string state = word(words);
    const std::string code = word(words);
    const auto journey = arrive(cookie, state, *around_.keys, now_ms());
    if (!journey) return said(journey.fault());
    const auto answer = around_.outbound->send(code_call(client_, journey->origin, code, journey->verifier));
    if (!answer) return said(answer.fault());
    const auto grant = read_grant(client_, *answer);
    if (!grant) return said(grant.fault());
    const Done checked = check_id_token(client_, *journey, grant->id_token, now_ms());
    if (!checked) return said(checked.fault());
    const auto owner = tokens_.keep(*grant, journey->origin);
    if (!owner) return said(owner.fault());
    owner_ = *owner;
    first_refresh_ = grant->refresh;
    return "owner " + owner->organization_id + " " + owner->user_id;
  }

  /// "tokens COUNT [REFUSED]": so many callers at once; what they all got, or that it was not the same.
  std::string many(Words& words) {
    const int count = std::stoi(word(words));
    const std::string refused_text = word(words);
    const crypto::Secret refused{std::string(refused_text)};
    if (!refused_text.empty()) ++hours_;
    std::mutex mutex;
    std::set<std::string> answers;
    {
      std::vector<std::jthread> threads;
      for (int i = 0; i < count; ++i) {
        threads.emplace_back([&] {
          const auto token = tokens_.token(owner_, refused_text.empty() ? nullptr : &refused, {});
          const std::scoped_lock lock(mutex);
          answers.insert(token ? said(*token) : said(token.fault()));
        });
      }
    }
    return answers.size() == 1 ? *answers.begin()
                               : "fault " + std::to_string(answers.size()) + " different answers";
  }

  std::string introspect(const crypto::Secret& token) {
    const auto answer = around_.outbound->send(introspect_call(client_, origin_, token));
    if (!answer) return said(answer.fault());
    const auto active = read_introspection(*answer);
    if (!active) return said(active.fault());
    return *active ? "active" : "inactive";
  }

  /// What a program without a lease does: uses the sign-in's refresh token, which has been used.
  std::string reuse() {
    const auto answer = around_.outbound->send(refresh_call(client_, origin_, *first_refresh_));
    if (!answer) return said(answer.fault());
    const auto grant = read_grant(client_, *answer);
    return grant ? said(grant->access) : said(grant.fault());
  }

  std::string revoke() {
    const Done revoked = tokens_.revoke(owner_, {});
    return revoked ? "revoked" : said(revoked.fault());
  }

  std::string integration(const std::string& how) {
    IntegrationUser user{client_, origin_};
    if (how == "jwt") {
      user.username = "integration@example.com";
      user.key = must(jose::SigningKey::from_pem(file(key_file_), jose::Algorithm::kRs256));
    }
    IntegrationTokens source(std::move(user), around_.outbound, now_ms);
    const auto token = source.token({});
    return token ? said(*token) : said(token.fault());
  }

  const std::string origin_;
  const Client client_;
  const std::string key_file_;
  std::int64_t hours_ = 0;
  const Surroundings around_;
  UserTokens tokens_;
  TokenOwner owner_;
  std::shared_ptr<const crypto::Secret> first_refresh_;
};

}  // namespace
}  // namespace presave::server::oauth

int main(int count, char** arguments) {
  if (count < 7) {
    std::cerr
        << "usage: oauth_driver ORIGIN CA_FILE STORE_FILE CLIENT_ID CLIENT_SECRET REDIRECT_URI [KEY_FILE]\n";
    return 2;
  }
  presave::server::oauth::Driver driver({arguments + 1, arguments + count});
  for (std::string line; std::getline(std::cin, line);) std::cout << driver.obey(line) << std::endl;
  return 0;
}
