// SPDX-License-Identifier: Apache-2.0
#include "workspace/sync_state.h"

#include <QCoreApplication>

namespace symbolon::workspace {
namespace {

struct Name
{
    const char *id;
    const char *words;
};

Name nameOf(Source source)
{
    switch (source) {
    case Source::Organization:
        return {"organization", QT_TRANSLATE_NOOP("Source", "Organization")};
    case Source::Applications:
        return {"applications", QT_TRANSLATE_NOOP("Source", "App registrations")};
    case Source::Owners:
        return {"owners", QT_TRANSLATE_NOOP("Source", "Owners of app registrations")};
    case Source::ServicePrincipals:
        return {"servicePrincipals", QT_TRANSLATE_NOOP("Source", "Service principals")};
    case Source::AppPermissions:
        return {"appPermissions", QT_TRANSLATE_NOOP("Source", "Application permissions")};
    case Source::DirectoryRoles:
        return {"directoryRoles", QT_TRANSLATE_NOOP("Source", "Directory roles and groups")};
    case Source::Subscriptions:
        return {"subscriptions", QT_TRANSLATE_NOOP("Source", "Subscriptions")};
    case Source::ManagedIdentities:
        return {"managedIdentities", QT_TRANSLATE_NOOP("Source", "Managed identities")};
    case Source::ManagedIdentityCredentials:
        return {"managedIdentityCredentials", QT_TRANSLATE_NOOP("Source", "Credentials of managed identities")};
    case Source::AzureRoles:
        return {"azureRoles", QT_TRANSLATE_NOOP("Source", "Azure roles")};
    }
    Q_UNREACHABLE();
}

} // namespace

QDateTime SyncState::wholeAt() const
{
    QDateTime earliest;
    for (const SourceState &source : sources) {
        if (source.wholeAt.isValid() && (!earliest.isValid() || source.wholeAt < earliest))
            earliest = source.wholeAt;
    }
    return earliest;
}

QString sourceName(Source source)
{
    return QCoreApplication::translate("Source", nameOf(source).words);
}

QString sourceId(Source source)
{
    return QString::fromLatin1(nameOf(source).id);
}

} // namespace symbolon::workspace
