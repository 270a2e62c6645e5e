// SPDX-License-Identifier: Apache-2.0
#include "net/request.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>

namespace symbolon::net {
namespace {

// RFC 9110, 5.6.7: the one format that is still written.
QDateTime httpDate(const QByteArray &value)
{
    QDateTime date = QLocale::c().toDateTime(QString::fromLatin1(value.trimmed()),
                                             QStringLiteral("ddd, dd MMM yyyy hh:mm:ss 'GMT'"));
    date.setTimeSpec(Qt::UTC);
    return date;
}

} // namespace

QString serviceName(Service service)
{
    switch (service) {
    case Service::Login:
        return QStringLiteral("login");
    case Service::Graph:
        return QStringLiteral("graph");
    case Service::Arm:
        return QStringLiteral("arm");
    case Service::Other:
        break;
    }
    return QStringLiteral("other");
}

bool Request::isRead() const
{
    return method == "GET" || method == "HEAD" || changesNothing;
}

QByteArray Response::header(QByteArrayView name) const
{
    for (const Header &header : headers) {
        if (header.name.compare(name, Qt::CaseInsensitive) == 0)
            return header.value;
    }
    return {};
}

QDateTime Response::date() const
{
    return httpDate(header("Date"));
}

std::chrono::milliseconds Response::retryAfter(const QDateTime &now) const
{
    const QByteArray value = header("Retry-After").trimmed();
    if (value.isEmpty())
        return std::chrono::milliseconds(0);
    bool isNumber = false;
    const qlonglong seconds = value.toLongLong(&isNumber);
    if (isNumber) {
        constexpr qlonglong longest = 7LL * 24 * 3600; // beyond a week it is noise, and must not overflow
        return std::chrono::seconds(std::clamp<qlonglong>(seconds, 0, longest));
    }
    const QDateTime until = httpDate(value);
    if (!until.isValid())
        return std::chrono::milliseconds(0);
    const QDateTime made = date();
    return std::chrono::milliseconds(std::max<qint64>(0, (made.isValid() ? made : now).msecsTo(until)));
}

} // namespace symbolon::net
