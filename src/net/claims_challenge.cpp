// SPDX-License-Identifier: Apache-2.0
#include "net/claims_challenge.h"

#include <QRegularExpression>

namespace symbolon::net {
namespace {

// Claims are a few conditions; more is no challenge that anybody sends.
constexpr qsizetype maxHeader = 16 * qsizetype(1024);

} // namespace

QByteArray claimsDemandedBy(const Response &response)
{
    static const QRegularExpression parameter(QStringLiteral(R"re(\bclaims\s*=\s*"([A-Za-z0-9+/_=-]+)")re"),
                                              QRegularExpression::CaseInsensitiveOption);
    if (response.status != 401)
        return {};
    for (const Header &header : response.headers) {
        if (header.name.compare("WWW-Authenticate", Qt::CaseInsensitive) != 0 || header.value.size() > maxHeader)
            continue;
        const QString text = QString::fromLatin1(header.value);
        const QRegularExpressionMatch found = parameter.match(text);
        if (!found.hasMatch() || !text.contains(u"insufficient_claims"))
            continue;
        QByteArray encoded = found.captured(1).toLatin1();
        encoded.replace('-', '+').replace('_', '/');
        return QByteArray::fromBase64(encoded);
    }
    return {};
}

} // namespace symbolon::net
