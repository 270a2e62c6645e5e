// SPDX-License-Identifier: Apache-2.0
#include "store/blob.h"

namespace symbolon::store {
namespace {

enum Member { HasSubject = 1, HasExpression = 2 };

} // namespace

void BlobWriter::number(quint64 value)
{
    while (value >= 0x80U) {
        m_bytes.append(static_cast<char>(value | 0x80U));
        value >>= 7U;
    }
    m_bytes.append(static_cast<char>(value));
}

void BlobWriter::text(const QString &value)
{
    const QByteArray utf8 = value.toUtf8();
    number(static_cast<quint64>(utf8.size()));
    m_bytes.append(utf8);
}

void BlobWriter::texts(const QStringList &values)
{
    number(static_cast<quint64>(values.size()));
    for (const QString &value : values)
        text(value);
}

void BlobWriter::moment(const QDateTime &value)
{
    flag(value.isValid());
    if (value.isValid())
        number(static_cast<quint64>(value.toMSecsSinceEpoch()));
}

QString TextPool::text(QByteArrayView utf8)
{
    if (utf8.isEmpty())
        return {};
    const auto found = m_texts.constFind(QByteArray::fromRawData(utf8.data(), utf8.size()));
    if (found != m_texts.cend())
        return *found;
    return *m_texts.insert(utf8.toByteArray(), QString::fromUtf8(utf8));
}

QStringList TextPool::alone(const QString &text)
{
    const auto found = m_lists.constFind(text);
    return found != m_lists.cend() ? *found : *m_lists.insert(text, {text});
}

void BlobReader::fail()
{
    m_ok = false;
    m_rest = {};
}

quint64 BlobReader::number()
{
    quint64 value = 0;
    for (unsigned shift = 0; shift < 64 && !m_rest.isEmpty(); shift += 7) {
        const auto group = static_cast<unsigned char>(m_rest.front());
        m_rest = m_rest.sliced(1);
        value |= static_cast<quint64>(group & 0x7fU) << shift;
        if (group < 0x80U)
            return value;
    }
    fail();
    return 0;
}

int BlobReader::below(int bound)
{
    const quint64 value = number();
    if (value < static_cast<quint64>(bound))
        return static_cast<int>(value);
    fail();
    return 0;
}

qsizetype BlobReader::count()
{
    const quint64 value = number();
    if (value <= static_cast<quint64>(m_rest.size()))
        return static_cast<qsizetype>(value);
    fail();
    return 0;
}

QByteArrayView BlobReader::bytes()
{
    const qsizetype size = count();
    const QByteArrayView taken = m_rest.first(size);
    m_rest = m_rest.sliced(size);
    return taken;
}

QStringList BlobReader::texts()
{
    const qsizetype size = count();
    if (size == 1)
        return m_pool.alone(pooled());
    QStringList values;
    for (qsizetype i = 0; i < size && m_ok; ++i)
        values.append(pooled());
    return values;
}

QDateTime BlobReader::moment()
{
    if (!flag())
        return {};
    return QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(number()), Qt::UTC);
}

// The names of all members, so that a new one does not compile until it is written here and read below.
void write(BlobWriter &blob, const trust::FederatedCredential &credential)
{
    const auto &[id, name, issuer, subject, expression, audiences, description] = credential;
    quint64 members = 0;
    if (subject)
        members |= HasSubject;
    if (expression)
        members |= HasExpression;
    blob.number(members);
    blob.text(id);
    blob.text(name);
    blob.text(issuer);
    if (subject)
        blob.text(*subject);
    if (expression) {
        blob.text(expression->value);
        blob.number(static_cast<quint64>(expression->languageVersion));
    }
    blob.texts(audiences);
    blob.text(description);
}

trust::FederatedCredential readCredential(BlobReader &blob)
{
    trust::FederatedCredential credential;
    const int members = blob.below(4);
    credential.id = blob.text();
    credential.name = blob.text();
    credential.issuer = blob.pooled();
    if (members & HasSubject)
        credential.subject = blob.text();
    if (members & HasExpression) {
        trust::ClaimsExpression expression;
        expression.value = blob.text();
        expression.languageVersion = static_cast<int>(blob.number());
        credential.expression = expression;
    }
    credential.audiences = blob.texts();
    credential.description = blob.pooled();
    return credential;
}

} // namespace symbolon::store
