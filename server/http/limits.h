// Every bound of the server on one page, each with its unit. Past a bound a request is answered with the
// status named here, never cut.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace presave::server::limits {

inline constexpr std::size_t kHeadBytes = 16u << 10;               ///< request line and headers: 431
inline constexpr std::size_t kHeaders = 100;                       ///< headers of one request: 431
inline constexpr std::size_t kBodyBytes = 1u << 20;                ///< body of one request: 413
inline constexpr std::size_t kFormFields = 64;                     ///< fields of one form: 400
inline constexpr std::size_t kCookies = 64;                         ///< cookies of one request: 400
inline constexpr std::size_t kCookieBytes = 2048;                   ///< value of a cookie of ours
inline constexpr std::size_t kSignedRequestBytes = 256u << 10;     ///< one signed request: 401
inline constexpr std::size_t kConnections = 1024;                  ///< open connections; one more is told 503
inline constexpr std::size_t kConnectionsOfAddress = 256;          ///< open connections of one address
inline constexpr std::size_t kFarewells = 64;                      ///< turned away and being told so, at once
inline constexpr std::size_t kProxyHeaderBytes = 1024;             ///< PROXY protocol, version 2: closed
inline constexpr std::size_t kForwardedHops = 16;                  ///< proxies in a row that are believed
inline constexpr std::size_t kWriteBytes = 64u << 10;              ///< of an answer, to be taken in one write timeout
inline constexpr unsigned kWaitingThreads = 16;                    ///< answer requests that wait for others
inline constexpr std::size_t kWaitingRequests = 128;               ///< of these at once; one more is told 503
inline constexpr std::size_t kSecrets = 8;                         ///< consumer secrets in use at once
inline constexpr std::size_t kSecretBytes = 1024;                  ///< one consumer secret
inline constexpr std::size_t kConfigurationFileBytes = 64u << 10;  ///< the secret file
inline constexpr std::size_t kRatedNames = 100'000;               ///< orgs and users whose rate is known
inline constexpr std::size_t kSetupFileBytes = 256u << 10;         ///< presave.toml
inline constexpr std::size_t kStaticFiles = 2000;                  ///< files of the web folder
inline constexpr std::size_t kStaticBytes = 128u << 20;            ///< all files of the web folder
inline constexpr std::size_t kSessions = 10'000;  ///< live frame sessions; the longest idle one yields
inline constexpr std::size_t kSessionsOfUser = 20;  ///< of one user of one org; the longest idle one yields
inline constexpr std::size_t kSeenRequests =
    100'000;  ///< signed requests remembered; the oldest is forgotten

inline constexpr std::chrono::minutes kSessionIdle{30};  ///< a session unused for so long is over
inline constexpr std::chrono::hours kSessionAge{8};      ///< a session is over after so long in any case
inline constexpr std::chrono::hours kIssuedAge{24};      ///< a signed request's issuedAt, unless the setup says
inline constexpr std::chrono::minutes kClockSkew{5};     ///< another server's clock may be so much ahead
inline constexpr std::chrono::hours kReloadWindow{2};    ///< one signed request may come again this long
inline constexpr unsigned kUses = 50;                    ///< of one signed request within the reload window
inline constexpr std::chrono::hours kSeenAge{24};        ///< how long a signed request is remembered

inline constexpr std::size_t kSaveKeyLeast = 8;           ///< characters of a save's idempotency key: 400
inline constexpr std::size_t kSaveKeyMost = 128;          ///< and at most
inline constexpr unsigned kSaveAttempts = 10;             ///< of one save that the org could not take at first: 503
inline constexpr unsigned kLockedRetries = 2;             ///< of a save whose row is locked
inline constexpr std::chrono::milliseconds kLockedPause{300};  ///< before the first of them, about; then twice as long
/// No call of a save begins later than this: with its token's and its own time it must end before kSaveLost.
inline constexpr std::chrono::seconds kSaveLastCall{15};
inline constexpr std::chrono::minutes kHousekeeping{5};        ///< between two turns of the housekeeper
inline constexpr std::chrono::hours kSaveKept{30 * 24};        ///< a save with a known outcome; its key counts so long
inline constexpr std::chrono::hours kTokenIdle{25 * 24};       ///< a sign-in unused for so long is used once: Salesforce forgets after 30 days
inline constexpr std::chrono::hours kIdleTokenPause{24};       ///< before one is tried again that could not be used
inline constexpr int kIdleTokensUsed = 20;                     ///< in one turn
inline constexpr int kIdleTokensLooked = 1'000;                ///< in one turn
inline constexpr std::chrono::seconds kSaveLost{90};      ///< a save begun so long ago has lost its answer
inline constexpr std::size_t kSavesRemembered = 10'000;   ///< in memory, where there is no store
inline constexpr std::chrono::minutes kUsageFresh{5};     ///< figures of an org's used calls count so long; then one call asks anew
inline constexpr std::size_t kUsageOrgs = 1'000;          ///< orgs whose used API calls are known
inline constexpr std::size_t kOutboundCalls = 16;           ///< calls to other servers under way at once; one more waits
inline constexpr std::size_t kAnswerBytes = 16u << 20;      ///< body of another server's answer, unpacked
inline constexpr std::size_t kAnswerHeadBytes = 64u << 10;  ///< headers of another server's answer
inline constexpr std::chrono::seconds kConnectTimeout{5};   ///< TCP and TLS with another server

inline constexpr std::size_t kTokenBytes = 8u << 10;      ///< one signed token: 401
inline constexpr std::size_t kClaimBytes = 256;           ///< an issuer, subject, audience, token id or key id
inline constexpr std::size_t kTokenAudiences = 16;        ///< audiences of one token
inline constexpr std::size_t kKeySetKeys = 32;            ///< keys of one JWKS document
inline constexpr std::size_t kKeySetBytes = 256u << 10;   ///< one JWKS document
inline constexpr std::size_t kPemBytes = 64u << 10;       ///< one PEM file
inline constexpr int kLeastRsaBits = 2048;                ///< of a key that verifies tokens
inline constexpr int kMostRsaBits = 8192;                 ///< beyond it a signature costs too much to verify
inline constexpr std::size_t kRsaExponentBytes = 8;       ///< of a public exponent, for the same reason
inline constexpr std::chrono::seconds kClockLeeway{60};   ///< that two machines' clocks may differ

inline constexpr std::chrono::seconds kStoreBusy{5};        ///< a locked store is waited for; then "busy"
inline constexpr std::int64_t kStoreBytes = 4ll << 30;      ///< the store's file; past it the disk counts as full

inline constexpr std::size_t kCallers = 256;                       ///< that a setup may name
inline constexpr std::chrono::minutes kKeySetAge{60};              ///< an issuer's keys are asked for anew after so long
inline constexpr std::chrono::seconds kKeySetPause{60};            ///< and never more often than this
inline constexpr std::chrono::milliseconds kKeySetTimeout{5'000};  ///< an issuer's answer with its keys
inline constexpr std::chrono::seconds kAccessTokenAge{900};        ///< an access token of our own is over
inline constexpr std::chrono::seconds kAssertionAge{3600};         ///< the longest that a client's assertion may live
inline constexpr unsigned kFailedAttempts = 20;                    ///< of one address within the window: then 429
inline constexpr std::chrono::seconds kFailureWindow{60};          ///< from the first failed attempt
inline constexpr std::size_t kFailingAddresses = 10'000;           ///< that are counted at once
inline constexpr std::size_t kSeenTokens = 100'000;                ///< tokens that count once, remembered until they are over
inline constexpr std::size_t kRememberedPasswords = 256;           ///< that fitted and need not be hashed again

inline constexpr std::size_t kBatchRecords = 200;                    ///< records of one batch: 413
inline constexpr std::chrono::milliseconds kBatchTime{20'000};       ///< for one batch, where the caller names none
inline constexpr std::chrono::milliseconds kMostBatchTime{100'000};  ///< for one batch; a callout waits 120 s at most
inline constexpr std::size_t kOutcomeBytes = 64u << 20;              ///< a document of our own engine's
inline constexpr std::size_t kIdempotencyKeyBytes = 128;             ///< an Idempotency-Key: 400
inline constexpr std::size_t kRememberedCalls = 10'000;              ///< answers kept for repeated calls: then 503
inline constexpr std::size_t kRememberedBytes = 64u << 20;           ///< of these answers together: then 503
inline constexpr std::chrono::hours kCallRemembered{24};             ///< an answer is repeated so long
inline constexpr std::chrono::minutes kCallGivenUp{5};               ///< a call without an answer may be begun anew

inline constexpr std::chrono::minutes kSignInTime{10};      ///< between leaving for Salesforce's login page and coming back
inline constexpr std::chrono::seconds kTokenCall{20};       ///< one call to a token endpoint
inline constexpr std::chrono::seconds kRefreshLease{60};    ///< to refresh one user's tokens alone; longer than the call
inline constexpr std::chrono::seconds kRefreshWait{25};     ///< for a refresh by somebody else; then "busy"
inline constexpr std::chrono::seconds kRefreshPause{10};    ///< between two tokens of one user that the org refuses

}  // namespace presave::server::limits
