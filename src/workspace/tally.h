// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "workspace/rows.h"

#include <QHash>
#include <QString>
#include <QStringList>

namespace symbolon::workspace {

// What a window says of all rows, kept in step with them: nobody counts three hundred thousand for a sentence.
class Tally final
{
public:
    [[nodiscard]] int identities() const { return m_applications + m_managed; }
    [[nodiscard]] int applications() const { return m_applications; }
    [[nodiscard]] int managedIdentities() const { return m_managed; }
    // Identities with at least one credential.
    [[nodiscard]] int federated() const { return m_federated; }
    // Different ones.
    [[nodiscard]] int issuers() const { return static_cast<int>(m_issuers.size()); }
    // Names of the platforms of all credentials, each once, in alphabetical order.
    [[nodiscard]] QStringList platforms() const;

    void add(const IdentityRow &row) { count(row, 1); }
    void remove(const IdentityRow &row) { count(row, -1); }

private:
    void count(const IdentityRow &row, int by);

    int m_applications = 0;
    int m_managed = 0;
    int m_federated = 0;
    QHash<QString, int> m_issuers;   // credentials of each
    QHash<QString, int> m_platforms; // identities with each
};

} // namespace symbolon::workspace
