// SPDX-License-Identifier: Apache-2.0
#include "offline_json.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace symbolon::cli {

QByteArray offlineJson(const QDateTime &now, const QJsonObject &members)
{
    QJsonObject document{{QStringLiteral("schemaVersion"), 1},
                         {QStringLiteral("generatedAt"), now.toString(Qt::ISODate)},
                         {QStringLiteral("tenant"), QJsonValue()},
                         {QStringLiteral("complete"), true},
                         {QStringLiteral("unknown"), QJsonArray()}};
    for (auto it = members.begin(); it != members.end(); ++it)
        document.insert(it.key(), it.value());
    const QString text = QString::fromUtf8(QJsonDocument(document).toJson(QJsonDocument::Indented));
    QByteArray result;
    result.reserve(text.size());
    for (const QChar c : text) {
        if (c.unicode() < 0x7f)
            result += static_cast<char>(c.unicode());
        else
            result += "\\u" + QByteArray::number(c.unicode(), 16).rightJustified(4, '0');
    }
    return result;
}

} // namespace symbolon::cli
