// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "workspace/plan.h"

#include <QList>
#include <QSet>

#include <functional>
#include <optional>

namespace symbolon::workspace {

// Collects the operations of a plan, and judges them in the state that the ones before them leave behind.
class PlanBuilder final
{
public:
    explicit PlanBuilder(const PlanBasis &basis);

    // Looks for the identity; nullptr, and told, where it or its credentials are not known.
    [[nodiscard]] const IdentityRow *identity(const trust::IdentityKey &key);
    // The same for a credential of it.
    [[nodiscard]] const trust::FederatedCredential *credential(const CredentialKey &key);

    // A number for operations that belong together: if one cannot be, none is.
    [[nodiscard]] int group() { return ++m_groups; }
    // Returns the operation's id.
    QUuid add(const IdentityRow &row, std::optional<trust::FederatedCredential> before,
              std::optional<trust::FederatedCredential> after, int group, QUuid waitsFor = {});
    // Something else that is added to the identity, or taken away from it.
    QUuid add(const IdentityRow &row, const trust::Belonging &belonging, int group, bool removes = false);

    void note(NoticeLevel level, const char *code, const IdentityRow &row, const QString &credential,
              const QString &text);
    // About the plan as a whole.
    void note(NoticeLevel level, const char *code, const QString &text);

    // Tells which identities' credentials are unknown, and so are not looked at.
    void eachKnown(const std::function<void(const IdentityRow &row)> &look);

    [[nodiscard]] Plan finish(const QString &title);

private:
    struct Judged
    {
        QList<PlanNotice> notices;
        QSet<int> refused; // groups
    };
    [[nodiscard]] Judged judge(const trust::OrderedChanges &ordered) const;
    void judgeOne(const trust::Operation &operation, const QList<trust::FederatedCredential> &state,
                  Judged &judged) const;

    const PlanBasis &m_basis;
    trust::ChangeSet m_changes;
    QHash<QUuid, int> m_groupOf;
    QList<PlanNotice> m_notices;
    int m_groups = 0;
};

} // namespace symbolon::workspace
