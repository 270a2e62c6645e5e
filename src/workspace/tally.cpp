// SPDX-License-Identifier: Apache-2.0
#include "workspace/tally.h"

namespace symbolon::workspace {
namespace {

void count(QHash<QString, int> &counts, const QString &name, int by)
{
    int &held = counts[name];
    held += by;
    if (held == 0)
        counts.remove(name);
}

} // namespace

QStringList Tally::platforms() const
{
    QStringList names = m_platforms.keys();
    names.sort(Qt::CaseInsensitive);
    return names;
}

void Tally::count(const IdentityRow &row, int by)
{
    (row.identity.key.kind == trust::IdentityKind::Application ? m_applications : m_managed) += by;
    m_federated += row.identity.credentials.isEmpty() ? 0 : by;
    for (const trust::FederatedCredential &credential : row.identity.credentials)
        workspace::count(m_issuers, credential.issuer, by);
    for (const Shared<presets::Platform> &platform : row.platforms)
        workspace::count(m_platforms, platform->name, by);
}

} // namespace symbolon::workspace
