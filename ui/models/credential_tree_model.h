// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/models/credential_groups.h"
#include "ui/models/grouped_model.h"

namespace symbolon::ui {

// One identity's credentials, grouped by platform and shared beginning of the subject. Small (the service allows twenty),
// so it is built at once.
class CredentialTreeModel final : public GroupedModel
{
    Q_OBJECT

public:
    enum class Column { Credential, Count };

    using GroupedModel::GroupedModel;

    void setEntries(const QList<CredentialEntry> &entries);
    void setFilter(const QString &words);
    [[nodiscard]] const QList<CredentialEntry> &entries() const { return m_entries; }

    // nullptr for a group.
    [[nodiscard]] const CredentialEntry *entryAt(const QModelIndex &index) const;
    [[nodiscard]] QModelIndex find(const QString &credentialName) const;

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

protected:
    [[nodiscard]] int groupCount() const override;
    [[nodiscard]] int rowsIn(int group) const override;
    [[nodiscard]] QString id(const Place &place) const override;
    [[nodiscard]] Cell cell(const Place &place, int column) const override;
    [[nodiscard]] QString copyText(const Place &place, int column) const override;
    [[nodiscard]] QString accessibleText(const Place &place, int column) const override;
    [[nodiscard]] QVariant sortValue(const Place &place) const override;

private:
    void rebuild();

    QList<CredentialEntry> m_entries;
    QString m_filter;
    QList<CredentialGroup> m_groups;
};

} // namespace symbolon::ui
