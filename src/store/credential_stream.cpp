// SPDX-License-Identifier: Apache-2.0
#include "store/credential_stream.h"

#include <QIODevice>

namespace symbolon::store {
namespace {

enum Member : quint8 { HasSubject = 1, HasExpression = 2 };

} // namespace

void writeCount(QDataStream &stream, qsizetype count)
{
    stream << static_cast<quint32>(count);
}

qsizetype readCount(QDataStream &stream)
{
    quint32 count = 0;
    stream >> count;
    // Whatever is counted takes a byte at least: a damaged length asks for no memory that the data does not have.
    if (stream.status() != QDataStream::Ok || count > stream.device()->bytesAvailable()) {
        stream.setStatus(QDataStream::ReadCorruptData);
        return 0;
    }
    return static_cast<qsizetype>(count);
}

void writeText(QDataStream &stream, const QString &text)
{
    const QByteArray utf8 = text.toUtf8();
    writeCount(stream, utf8.size());
    stream.writeRawData(utf8.constData(), static_cast<int>(utf8.size()));
}

QString readText(QDataStream &stream)
{
    const qsizetype size = readCount(stream);
    if (size == 0)
        return {};
    QByteArray utf8(size, Qt::Uninitialized);
    if (stream.readRawData(utf8.data(), static_cast<int>(size)) != size)
        stream.setStatus(QDataStream::ReadPastEnd);
    return QString::fromUtf8(utf8);
}

void writeTexts(QDataStream &stream, const QStringList &texts)
{
    writeCount(stream, texts.size());
    for (const QString &text : texts)
        writeText(stream, text);
}

QStringList readTexts(QDataStream &stream)
{
    const qsizetype count = readCount(stream);
    QStringList texts;
    for (qsizetype i = 0; i < count && stream.status() == QDataStream::Ok; ++i)
        texts.append(readText(stream));
    return texts;
}

void writeCredential(QDataStream &stream, const trust::FederatedCredential &credential)
{
    quint8 members = 0;
    if (credential.subject)
        members |= HasSubject;
    if (credential.expression)
        members |= HasExpression;
    stream << members;
    writeText(stream, credential.id);
    writeText(stream, credential.name);
    writeText(stream, credential.issuer);
    if (credential.subject)
        writeText(stream, *credential.subject);
    if (credential.expression) {
        writeText(stream, credential.expression->value);
        stream << static_cast<qint32>(credential.expression->languageVersion);
    }
    writeTexts(stream, credential.audiences);
    writeText(stream, credential.description);
}

trust::FederatedCredential readCredential(QDataStream &stream)
{
    quint8 members = 0;
    stream >> members;
    trust::FederatedCredential credential;
    credential.id = readText(stream);
    credential.name = readText(stream);
    credential.issuer = readText(stream);
    if (members & HasSubject)
        credential.subject = readText(stream);
    if (members & HasExpression) {
        trust::ClaimsExpression expression;
        expression.value = readText(stream);
        qint32 version = 0;
        stream >> version;
        expression.languageVersion = version;
        credential.expression = expression;
    }
    credential.audiences = readTexts(stream);
    credential.description = readText(stream);
    return credential;
}

} // namespace symbolon::store
