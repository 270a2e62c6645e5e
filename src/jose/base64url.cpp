// SPDX-License-Identifier: Apache-2.0
#include "jose/base64url.h"

namespace symbolon::jose {

QByteArray encodeBase64Url(const QByteArray &bytes)
{
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

std::optional<QByteArray> decodeBase64Url(const QByteArray &text)
{
    const auto decoded = QByteArray::fromBase64Encoding(
        text, QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals | QByteArray::AbortOnBase64DecodingErrors);
    // Qt forgives padding and stray bits; the round trip does not.
    if (!decoded || encodeBase64Url(*decoded) != text)
        return std::nullopt;
    return *decoded;
}

} // namespace symbolon::jose
