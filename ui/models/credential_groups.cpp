// SPDX-License-Identifier: Apache-2.0
#include "ui/models/credential_groups.h"

#include <QStringList>

#include <algorithm>

namespace symbolon::ui {

namespace {

bool holds(const CredentialEntry &entry, const QStringList &words)
{
    const trust::FederatedCredential &credential = entry.credential;
    const QString text =
        QStringList{credential.name, credential.issuer, credential.matchText()}.join(QLatin1Char('\n')).toCaseFolded();
    return std::all_of(words.cbegin(), words.cend(), [&text](const QString &word) { return text.contains(word); });
}

// "repo:contoso/platform:" of a subject with at least three parts; empty where there is no such beginning.
QString stemOf(const trust::FederatedCredential &credential)
{
    if (credential.isFlexible())
        return {};
    const QString text = credential.matchText();
    const qsizetype first = text.indexOf(QLatin1Char(':'));
    const qsizetype second = first < 0 ? -1 : text.indexOf(QLatin1Char(':'), first + 1);
    return second < 0 ? QString() : text.left(second + 1);
}

// The longest beginning that all share and that ends after a delimiter.
QString sharedPrefix(const QList<CredentialEntry> &entries)
{
    QString prefix = entries.first().credential.matchText();
    for (const CredentialEntry &entry : entries) {
        const QString text = entry.credential.matchText();
        const auto differ = std::mismatch(prefix.cbegin(), prefix.cend(), text.cbegin(), text.cend());
        prefix.truncate(differ.first - prefix.cbegin());
    }
    const auto delimiter = std::max(prefix.lastIndexOf(QLatin1Char(':')), prefix.lastIndexOf(QLatin1Char('/')));
    return prefix.left(delimiter + 1);
}

} // namespace

QList<CredentialGroup> groupCredentials(const QList<CredentialEntry> &entries, const QString &filter)
{
    const QStringList words = filter.toCaseFolded().simplified().split(u' ', Qt::SkipEmptyParts);
    QList<CredentialGroup> byStem; // `prefix` holds the stem at first
    for (const CredentialEntry &entry : entries) {
        if (!holds(entry, words))
            continue;
        const QString stem = stemOf(entry.credential);
        const auto found = std::find_if(byStem.begin(), byStem.end(), [&](const CredentialGroup &group) {
            return group.platform.id == entry.platform.id && group.prefix == stem;
        });
        CredentialGroup &group = found != byStem.end() ? *found
                                                       : byStem.emplaceBack(CredentialGroup{entry.platform, stem, {}});
        group.entries.append(entry);
    }

    // A beginning that only one entry has is not shared: such entries stand together below the platform's name.
    QList<CredentialGroup> groups;
    for (CredentialGroup &group : byStem) {
        const bool shared = group.entries.size() > 1 && !group.prefix.isEmpty();
        group.prefix = shared ? sharedPrefix(group.entries) : QString();
        const auto found = std::find_if(groups.begin(), groups.end(), [&](const CredentialGroup &other) {
            return !shared && other.platform.id == group.platform.id && other.prefix.isEmpty();
        });
        if (found != groups.end())
            found->entries.append(group.entries);
        else
            groups.append(group);
    }
    return groups;
}

} // namespace symbolon::ui
