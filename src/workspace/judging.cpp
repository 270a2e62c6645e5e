// SPDX-License-Identifier: Apache-2.0
#include "workspace/judging.h"

#include <algorithm>

namespace symbolon::workspace {
namespace {

QList<Shared<presets::Platform>> platformsOf(const trust::Identity &identity, const presets::Catalogue &catalogue)
{
    struct Counted
    {
        Shared<presets::Platform> platform;
        int credentials = 0;
    };
    QList<Counted> counted;
    for (const trust::FederatedCredential &credential : identity.credentials) {
        const Shared<presets::Platform> platform = catalogue.platformOf(credential);
        const auto known = std::find_if(counted.begin(), counted.end(),
                                        [&](const Counted &entry) { return entry.platform->id == platform->id; });
        if (known == counted.end())
            counted.append({platform, 1});
        else
            ++known->credentials;
    }
    std::stable_sort(counted.begin(), counted.end(),
                     [](const Counted &a, const Counted &b) { return a.credentials > b.credentials; });
    QList<Shared<presets::Platform>> platforms;
    for (const Counted &entry : std::as_const(counted))
        platforms.append(entry.platform);
    return platforms;
}

} // namespace

IdentityRow Judge::row(trust::Identity identity) const
{
    const risk::PrivilegeBook &privileges = ruleBook.privileges();
    IdentityRow row;
    row.platforms = platformsOf(identity, catalogue);
    row.highest = privileges.highest(identity.privileges);
    if (row.highest) {
        row.highestWeight = privileges.weight(*row.highest);
        row.highestIsTierZero = privileges.tier(*row.highest) == risk::Tier::ControlPlane;
    }
    // Nine of ten judgements say that all is well: of those the row holds the number alone.
    const QList<risk::Verdict> all = ruleBook.judge(identity, surroundings);
    for (const risk::Verdict &verdict : all) {
        if (verdict.outcome == risk::Outcome::Pass)
            ++row.passed;
        else if (verdict.outcome == risk::Outcome::NotApplicable)
            ++row.notApplicable;
        else
            row.verdicts.append(verdict);
    }
    // Lists grow by doubling; of these there are hundreds of thousands that never grow again.
    for (risk::Verdict &verdict : row.verdicts)
        verdict.evidence.squeeze();
    row.verdicts.squeeze();
    row.platforms.squeeze();
    row.risk = risk::worst(row.verdicts);
    row.identity = std::move(identity);
    return row;
}

QList<CredentialRow> credentialRows(const Shared<IdentityRow> &row, const presets::Catalogue &catalogue)
{
    QList<CredentialRow> rows;
    const QList<trust::FederatedCredential> &credentials = row->identity.credentials;
    rows.reserve(credentials.size());
    for (qsizetype i = 0; i < credentials.size(); ++i) {
        CredentialRow one;
        one.credential = {row, i};
        one.platform = catalogue.platformOf(credentials.at(i));
        one.risk = risk::worst(one.findings());
        rows.append(one);
    }
    return rows;
}

} // namespace symbolon::workspace
