// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace symbolon::demo {

// What can be known of an X.509 certificate in DER. Cryptography is OpenSSL's.
enum class Digest { Sha1, Sha256 };
[[nodiscard]] std::string thumbprint(std::string_view certificate, Digest digest);

// RS256, or PS256 when `pss`; false too when the bytes are no certificate or its key is not RSA.
[[nodiscard]] bool certificateVerifies(std::string_view certificate, bool pss, std::string_view data,
                                       std::string_view signature);

} // namespace symbolon::demo
