// SPDX-License-Identifier: Apache-2.0
#include "workspace/issuers.h"

#include <QSet>

#include <algorithm>
#include <map>
#include <tuple>

namespace symbolon::workspace {
namespace {

struct Gathered
{
    IssuerRow row;
    QSet<trust::IdentityKey> identities;
};

void addReach(IssuerRow &row, const IdentityRow &identity)
{
    const trust::Identity &of = identity.identity;
    row.isReachKnown = row.isReachKnown && of.directoryRolesPart.isKnown() && of.appPermissionsPart.isKnown()
        && of.azureRolesPart.isKnown();
    if (!identity.highest)
        return;
    const auto rank = [](bool tierZero, const std::optional<risk::Severity> &weight) {
        return std::make_tuple(tierZero, weight ? static_cast<int>(*weight) : -1);
    };
    const bool stronger = !row.highest
        || rank(identity.highestIsTierZero, identity.highestWeight) > rank(row.highestIsTierZero, row.highestWeight);
    if (!stronger)
        return;
    row.highest = identity.highest;
    row.highestWeight = identity.highestWeight;
    row.highestIsTierZero = identity.highestIsTierZero;
    row.highestOf = of.key;
    row.highestOfName = of.displayName;
}

// An issuer is as old as the oldest of its credentials, and has changed with the last of them that did or came.
void addAge(IssuerRow &row, const store::CredentialAge &age)
{
    if (!age.firstSeen.isValid())
        return;
    const bool older = !row.firstSeen.isValid() || age.firstSeen < row.firstSeen
        || (age.firstSeen == row.firstSeen && age.maybeOlder);
    const QDateTime changed = age.lastChanged.isValid() ? age.lastChanged
        : age.maybeOlder                                ? QDateTime()
                                                        : age.firstSeen;
    if (older) {
        row.firstSeen = age.firstSeen;
        row.maybeOlder = age.maybeOlder;
    }
    if (changed.isValid() && (!row.lastChanged.isValid() || changed > row.lastChanged))
        row.lastChanged = changed;
}

} // namespace

store::Table<IssuerRow> issuersOf(const store::Table<CredentialRow> &credentials,
                                  const store::Table<IdentityRow> &identities, const store::SharedAges &ages)
{
    std::map<QString, Gathered> byIssuer;
    for (qsizetype i = 0; i < credentials.size(); ++i) {
        const CredentialRow &credential = credentials.at(i);
        Gathered &gathered = byIssuer[credential.credential->issuer];
        IssuerRow &row = gathered.row;
        if (row.credentials == 0) {
            row.issuer = credential.credential->issuer;
            row.platform = credential.platform;
        }
        ++row.credentials;
        if (ages)
            addAge(row, ages->of(credential.identity(), credential.credential->name));
        if (credential.risk)
            row.risk = row.risk ? std::max(*row.risk, *credential.risk) : *credential.risk;
        if (gathered.identities.contains(credential.identity()))
            continue;
        gathered.identities.insert(credential.identity());
        ++row.identities;
        if (const IdentityRow *identity = identities.find(credential.identity()))
            addReach(row, *identity);
    }
    store::Table<IssuerRow> table;
    for (const auto &[issuer, gathered] : byIssuer)
        table.upsert(gathered.row);
    return table;
}

} // namespace symbolon::workspace
