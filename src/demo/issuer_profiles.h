// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo/json.h"
#include "demo/world.h"

namespace symbolon::demo {

// What is wrong with a sample issuer.
enum class IssuerIllness {
    None,
    ManyKeys,           // 104 keys, and the one that signs comes last
    EcOnly,             // signs ES256
    WrongIssuer,        // its discovery document names another issuer
    ExpiredCertificate, // served at an origin of its own, over TLS alone
    NoKeySet,           // the key set is not found
    Redirect,           // discovery sends elsewhere
    Slow,               // a byte now and then
    Endless,            // a body that never ends
    NoJson,             // discovery is no JSON
    Rotating,           // POST rotate takes a new key and forgets the old one
};

// One sample issuer: whom it plays and what its tokens look like.
struct IssuerProfile
{
    std::string name;   // first segment of its path
    std::string about;  // for people
    std::string issuer; // what its tokens say; empty: the URL it is served at
    IssuerIllness illness = IssuerIllness::None;
    Json (*claims)(long long now) = nullptr; // of a token minted now, without iss
    Json header = Json::object();            // members that differ from the usual header

    // The base URL its documents are served at; empty: not served here.
    [[nodiscard]] std::string servedAt(const Endpoints &endpoints) const;
    // What its tokens say in `iss`.
    [[nodiscard]] std::string issuerUrl(const Endpoints &endpoints) const;
};

[[nodiscard]] const std::vector<IssuerProfile> &issuerProfiles();
// nullptr: there is none of that name.
[[nodiscard]] const IssuerProfile *issuerProfile(std::string_view name);

// Which public issuer is served where: issuer → base URL.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> issuerMirrors(const Endpoints &endpoints);
// Where to read the issuer's documents: at its mirror, else at itself.
[[nodiscard]] std::string placeToRead(const Endpoints &endpoints, const std::string &issuer);

} // namespace symbolon::demo
