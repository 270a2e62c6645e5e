// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "trust/credential.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QDateTime>
#include <QHash>
#include <QString>
#include <QStringList>

namespace symbolon::store {

// Writes values one behind the other: numbers in seven-bit groups, text as UTF-8 with its length in front. Read back by a
// BlobReader that asks for the same in the same order. Not QDataStream: half the size, and several times as fast for
// millions of short texts, which is what a start waits for.
class BlobWriter final
{
public:
    void number(quint64 value);
    void flag(bool value) { m_bytes.append(value ? '\1' : '\0'); }
    void text(const QString &value);
    void texts(const QStringList &values);
    void moment(const QDateTime &value); // to the millisecond, in UTC

    [[nodiscard]] const QByteArray &bytes() const { return m_bytes; }

private:
    QByteArray m_bytes;
};

// Texts that occur again and again (issuers, audiences, tenants), each held once.
class TextPool final
{
public:
    [[nodiscard]] QString text(QByteArrayView utf8);
    [[nodiscard]] QStringList alone(const QString &text); // the list of this one text

private:
    QHash<QByteArray, QString> m_texts;
    QHash<QString, QStringList> m_lists;
};

// Reads what a BlobWriter wrote. Never past the end: from the first value that is not there, or cannot be right, ok() is
// false and everything reads as empty. The bytes outlive the reader.
class BlobReader final
{
public:
    BlobReader(QByteArrayView bytes, TextPool &pool)
        : m_rest(bytes)
        , m_pool(pool)
    {
    }

    [[nodiscard]] bool ok() const { return m_ok; }
    // Everything was right, and there is nothing behind it.
    [[nodiscard]] bool endedWell() const { return m_ok && m_rest.isEmpty(); }

    [[nodiscard]] quint64 number();
    // A number below `bound`, such as an enumerator.
    [[nodiscard]] int below(int bound);
    // How many values follow; each takes a byte at least, so that a damaged count asks for no memory.
    [[nodiscard]] qsizetype count();
    [[nodiscard]] bool flag() { return below(2) == 1; }
    [[nodiscard]] QString text() { return QString::fromUtf8(bytes()); }
    [[nodiscard]] QString pooled() { return m_pool.text(bytes()); } // a text that occurs often
    [[nodiscard]] QStringList texts();                              // pooled
    [[nodiscard]] QDateTime moment();

private:
    [[nodiscard]] QByteArrayView bytes();
    void fail();

    QByteArrayView m_rest;
    TextPool &m_pool;
    bool m_ok = true;
};

void write(BlobWriter &blob, const trust::FederatedCredential &credential);
[[nodiscard]] trust::FederatedCredential readCredential(BlobReader &blob);

} // namespace symbolon::store
