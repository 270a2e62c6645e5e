// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>

#include <optional>

namespace symbolon::jose {

// base64url without padding (RFC 7515, appendix C).
[[nodiscard]] QByteArray encodeBase64Url(const QByteArray &bytes);

// Strict: nullopt for padding, blanks, characters outside the alphabet, an impossible length and stray bits behind the
// last byte, so that every byte string has exactly one accepted spelling.
[[nodiscard]] std::optional<QByteArray> decodeBase64Url(const QByteArray &text);

} // namespace symbolon::jose
