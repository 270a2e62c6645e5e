// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace symbolon::demo {

// A certificate for localhost, 127.0.0.1 and ::1, and its key. PEM texts.
struct ServerCertificate
{
    std::string certificate;
    std::string privateKey;
};

// A certificate authority made for this process and what it signed. Its private key is thrown away at once.
struct ServerCertificates
{
    std::string authority; // PEM
    ServerCertificate current;
    ServerCertificate expired; // yesterday
};

// Empty texts when OpenSSL refuses. `extraHost` (may be empty) is one more name or address the certificate is for.
[[nodiscard]] ServerCertificates makeServerCertificates(const std::string &extraHost = {});

} // namespace symbolon::demo
