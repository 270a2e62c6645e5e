// SPDX-License-Identifier: Apache-2.0
#include "ui/models/credential_tree_model.h"

#include "ui/models/platform_glyph.h"
#include "ui/models/severity_level.h"

namespace symbolon::ui {

namespace {

QString rowId(const QString &credentialName)
{
    return QStringLiteral("credential:") + credentialName;
}

} // namespace

void CredentialTreeModel::setEntries(const QList<CredentialEntry> &entries)
{
    if (entries == m_entries)
        return;
    m_entries = entries;
    rebuild();
}

void CredentialTreeModel::setFilter(const QString &words)
{
    if (words == m_filter)
        return;
    m_filter = words;
    rebuild();
}

void CredentialTreeModel::rebuild()
{
    swapIn([this] { m_groups = groupCredentials(m_entries, m_filter); });
}

const CredentialEntry *CredentialTreeModel::entryAt(const QModelIndex &index) const
{
    if (!index.isValid() || isGroup(index))
        return nullptr;
    const Place place = placeOf(index);
    return &m_groups.at(place.group).entries.at(place.row);
}

QModelIndex CredentialTreeModel::find(const QString &credentialName) const
{
    return indexOf(rowId(credentialName));
}

int CredentialTreeModel::columnCount(const QModelIndex &) const
{
    return static_cast<int>(Column::Count);
}

QVariant CredentialTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == 0 ? tr("Credential") : QString();
}

int CredentialTreeModel::groupCount() const
{
    return static_cast<int>(m_groups.size());
}

int CredentialTreeModel::rowsIn(int group) const
{
    return static_cast<int>(m_groups.at(group).entries.size());
}

QString CredentialTreeModel::id(const Place &place) const
{
    const CredentialGroup &group = m_groups.at(place.group);
    return place.isGroup() ? QStringLiteral("group:") + group.platform.id + QLatin1Char('\n') + group.prefix
                           : rowId(group.entries.at(place.row).credential.name);
}

Cell CredentialTreeModel::cell(const Place &place, int /*column*/) const
{
    const CredentialGroup &group = m_groups.at(place.group);
    if (place.isGroup()) {
        Cell cell = Cell::group(group.platform.name, group.prefix, static_cast<int>(group.entries.size()));
        cell.secondaryMono = true;
        return cell;
    }
    const CredentialEntry &entry = group.entries.at(place.row);
    Cell cell = Cell::twoLine(entry.credential.name, group.restOf(entry), glyphOf(entry.platform));
    cell.secondaryMono = true;
    cell.elideMiddle = true;
    cell.level = levelOf(entry.risk);
    return cell;
}

QString CredentialTreeModel::copyText(const Place &place, int column) const
{
    return place.isGroup() ? cell(place, column).plainText()
                           : m_groups.at(place.group).entries.at(place.row).credential.name;
}

QString CredentialTreeModel::accessibleText(const Place &place, int column) const
{
    QString text = cell(place, column).plainText();
    if (place.isGroup())
        return text;
    const CredentialEntry &entry = m_groups.at(place.group).entries.at(place.row);
    return entry.risk ? tr("%1, risk: %2").arg(text, risk::severityName(*entry.risk)) : text;
}

QVariant CredentialTreeModel::sortValue(const Place &place) const
{
    const CredentialGroup &group = m_groups.at(place.group);
    return place.isGroup() ? group.platform.name : group.entries.at(place.row).credential.name;
}

} // namespace symbolon::ui
