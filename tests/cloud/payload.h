// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QString>

#include <stdexcept>

namespace symbolon::test {

// A file of tests/data as it is.
inline QByteArray payload(const char *name)
{
    QFile file(QStringLiteral(SYMBOLON_TEST_DATA "/") + QString::fromUtf8(name));
    if (!file.open(QIODevice::ReadOnly))
        throw std::runtime_error(std::string("no test data ") + name);
    return file.readAll();
}

// The answer of that status inside a "*.example.json" of the Azure REST API specifications.
inline QByteArray armAnswer(const char *name, int status = 200)
{
    const QJsonObject document = QJsonDocument::fromJson(payload(name)).object();
    const QJsonValue answer = document[u"responses"][QString::number(status)][u"body"];
    if (!answer.isObject())
        throw std::runtime_error(std::string("no such answer in ") + name);
    return QJsonDocument(answer.toObject()).toJson();
}

// The body that such a file sends.
inline QJsonObject armBody(const char *name)
{
    return QJsonDocument::fromJson(payload(name)).object()[u"parameters"][u"parameters"].toObject();
}

inline QJsonObject object(const QByteArray &json)
{
    return QJsonDocument::fromJson(json).object();
}

} // namespace symbolon::test
