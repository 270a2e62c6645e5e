// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace symbolon::demo {

// A certificate authority made for this process and a server certificate it signed: localhost, 127.0.0.1 and ::1. The
// authority's private key is thrown away at once. PEM texts.
struct ServerCertificate
{
    std::string authority;
    std::string certificate;
    std::string privateKey;
};

// Empty texts when OpenSSL refuses. `extraHost` (may be empty) is one more name or address the certificate is for.
[[nodiscard]] ServerCertificate makeServerCertificate(const std::string &extraHost = {});

} // namespace symbolon::demo
