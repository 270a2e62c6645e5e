// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/http.h"
#include "demo/unconfirmed.h"

namespace symbolon::demo {

// One error of Entra's token and authorize endpoints.
struct Aadsts
{
    int number = 0;
    int status = 400;
    std::string error;   // OAuth: invalid_client, invalid_grant …
    std::string message; // without number and trace
    std::string suberror = {};
};

// Errors whose number a public source confirms; `value` is what the message quotes.
namespace aadsts {
[[nodiscard]] Aadsts noMatchingIssuer(const std::string &issuer);                                       // 700211
[[nodiscard]] Aadsts noMatchingAudience(const std::string &audience);                                   // 700212
[[nodiscard]] Aadsts noMatchingSubject(const std::string &subject);                                     // 700213
[[nodiscard]] Aadsts subjectCase(const std::string &subject);                                           // 7002138
[[nodiscard]] Aadsts noCredentials(const std::string &clientId);                                        // 70025
[[nodiscard]] Aadsts unknownClient(const std::string &clientId);                                        // 700016
[[nodiscard]] Aadsts outsideValidity(TimePoint now, const std::string &from, const std::string &until); // 700024
[[nodiscard]] Aadsts badSignature(const std::string &reason);                                           // 700027
[[nodiscard]] Aadsts badAlgorithm(const std::string &algorithm);                                        // 5002738
[[nodiscard]] Aadsts issuerUnreachable();                                                               // 90061
[[nodiscard]] Aadsts entraTokenRefused();                                                               // 700222
[[nodiscard]] Aadsts invalidScope(const std::string &scope);                                            // 70011
[[nodiscard]] Aadsts unknownResource(const std::string &resource);                                      // 500011
[[nodiscard]] Aadsts invalidSecret(const std::string &clientId);                                        // 7000215
[[nodiscard]] Aadsts expiredSecret(const std::string &clientId);                                        // 7000222
[[nodiscard]] Aadsts consentMissing(const std::string &error, const std::string &clientId,
                                    const std::string &name); // 65001
[[nodiscard]] Aadsts declined();                              // 65004
[[nodiscard]] Aadsts authorizationPending();                  // 70016
[[nodiscard]] Aadsts deviceCodeExpired();                     // 70020
} // namespace aadsts

// One of the unconfirmed table, with the OAuth error it travels under.
[[nodiscard]] Aadsts aadstsOf(Unconfirmed which, const std::string &error, const std::string &value = {});

// "AADSTSnnnn: message Trace ID: … Correlation ID: … Timestamp: …"
[[nodiscard]] std::string descriptionOf(const Aadsts &error, const Call &call, TimePoint now);
[[nodiscard]] Response errorResponse(const Aadsts &error, const Call &call, TimePoint now);

// `text` with %1 replaced.
[[nodiscard]] std::string filled(const char *text, const std::string &value);

} // namespace symbolon::demo
