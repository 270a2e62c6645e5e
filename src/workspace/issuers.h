// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "store/ages.h"
#include "store/table.h"
#include "workspace/rows.h"

#include <QString>

#include <optional>

namespace symbolon::workspace {

// One issuer that credentials of the tenant trust, and what whoever controls it can reach. Issuers are told apart byte by
// byte, as Entra compares them: "https://x" and "https://x/" are two.
struct IssuerRow
{
    QString issuer;
    Shared<presets::Platform> platform;
    qsizetype credentials = 0;
    qsizetype identities = 0;
    std::optional<risk::Severity> risk;          // worst finding about one of these credentials; nullopt: none
    std::optional<trust::Privilege> highest;     // strongest privilege of the identities; nullopt: none known
    std::optional<risk::Severity> highestWeight; // how strong it is on its own
    bool highestIsTierZero = false;
    trust::IdentityKey highestOf; // the identity that holds it
    QString highestOfName;
    // Since when one of these credentials has been known here; invalid: nothing is kept.
    QDateTime firstSeen;
    bool maybeOlder = true;
    QDateTime lastChanged;    // of any of them; invalid: none since it was first seen
    bool isReachKnown = true; // every identity's privileges were read

    [[nodiscard]] QString key() const { return issuer; }
    // Issuer and platform: what plain words of a filter look at.
    [[nodiscard]] QString searchText() const { return issuer + u'\n' + platform->name; }

    bool operator==(const IssuerRow &) const = default;
};

// Every issuer once, in order of its text. Pure; made for a worker.
[[nodiscard]] store::Table<IssuerRow> issuersOf(const store::Table<CredentialRow> &credentials,
                                                const store::Table<IdentityRow> &identities,
                                                const store::SharedAges &ages = {});

} // namespace symbolon::workspace
