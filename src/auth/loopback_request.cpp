// SPDX-License-Identifier: Apache-2.0
#include "auth/loopback_request.h"

namespace symbolon::auth {
namespace {

QString formDecoded(QByteArray text)
{
    text.replace('+', ' ');
    return QString::fromUtf8(QByteArray::fromPercentEncoding(text));
}

QByteArray hostOf(const QList<QByteArray> &lines)
{
    QByteArray host;
    int found = 0;
    for (const QByteArray &line : lines) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0 && line.first(colon).compare("host", Qt::CaseInsensitive) == 0) {
            host = line.mid(colon + 1).trimmed();
            ++found;
        }
    }
    return found == 1 ? host : QByteArray();
}

} // namespace

std::optional<QString> LoopbackRequest::single(const QString &name) const
{
    const QList<QString> values = query.values(name);
    return values.size() == 1 ? std::optional(values.first()) : std::nullopt;
}

std::optional<LoopbackRequest> parseLoopbackRequest(const QByteArray &head)
{
    QList<QByteArray> lines = head.split('\n');
    const QList<QByteArray> words = lines.takeFirst().trimmed().split(' ');
    if (words.size() != 3 || words[0].isEmpty() || !words[1].startsWith('/')
        || (words[2] != "HTTP/1.1" && words[2] != "HTTP/1.0"))
        return std::nullopt;
    LoopbackRequest request;
    request.method = words[0];
    request.host = hostOf(lines);
    const qsizetype mark = words[1].indexOf('?');
    request.path = mark < 0 ? words[1] : words[1].first(mark);
    if (mark >= 0) {
        for (const QByteArray &item : words[1].mid(mark + 1).split('&')) {
            const qsizetype equals = item.indexOf('=');
            const QByteArray name = equals < 0 ? item : item.first(equals);
            const QByteArray value = equals < 0 ? QByteArray() : item.mid(equals + 1);
            if (!name.isEmpty())
                request.query.insert(formDecoded(name), formDecoded(value));
        }
    }
    return request;
}

} // namespace symbolon::auth
