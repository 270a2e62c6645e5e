// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/rare.h"

#include <QMetaType>
#include <QString>
#include <QUuid>

#include <utility>

namespace symbolon::trust {

// An id that a service gave: any text, held in 24 bytes as long as it is a GUID as Microsoft Graph writes it (lower case,
// without braces). As text such an id takes five times as much, and there is one for each of 300,000 credentials.
class CompactId final
{
public:
    CompactId() = default;
    CompactId(const QString &text) // NOLINT(google-explicit-constructor): reads like the text
        : m_guid(QUuid::fromString(text))
    {
        if (!m_guid.isNull() && m_guid.toString(QUuid::WithoutBraces) == text)
            return;
        m_guid = {};
        if (!text.isEmpty())
            m_text = text;
    }
    operator QString() const { return text(); } // NOLINT(google-explicit-constructor)

    [[nodiscard]] QString text() const
    {
        if (m_text)
            return *m_text;
        return m_guid.isNull() ? QString() : m_guid.toString(QUuid::WithoutBraces);
    }
    [[nodiscard]] bool isEmpty() const { return m_guid.isNull() && !m_text; }
    void clear() { *this = {}; }

    friend bool operator==(const CompactId &, const CompactId &) = default;

private:
    QUuid m_guid; // null: m_text
    Rare<QString> m_text;
};

} // namespace symbolon::trust
