// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/element.h"
#include "base/shared.h"
#include "presets/platform.h"
#include "risk/verdict.h"
#include "store/word.h"
#include "trust/identity.h"

#include <QList>

#include <optional>

namespace symbolon::workspace {

// One identity with everything that pages and lists show of it, judged.
struct IdentityRow
{
    trust::Identity identity;
    QList<Shared<presets::Platform>> platforms;  // of its credentials, each once, most credentials first
    Rare<trust::Privilege> highest;              // strongest privilege; nullopt: none known
    std::optional<risk::Severity> highestWeight; // how strong it is on its own
    bool highestIsTierZero = false;
    QList<risk::Verdict> verdicts; // findings and what could not be judged, in rule order; Workspace::judge() has all
    int passed = 0;                // how many judgements went well,
    int notApplicable = 0;         // and how many rules do not concern it
    std::optional<risk::Severity> risk; // worst open finding; nullopt: none

    [[nodiscard]] trust::IdentityKey key() const { return identity.key; }
    // Whether it can be found by the word: by name, ids, issuers, subjects.
    [[nodiscard]] bool holds(const store::Word &word) const;
    // Whether every part of it was read. False: what is shown may be too little.
    [[nodiscard]] bool isWhole() const;

    bool operator==(const IdentityRow &) const = default;
};

// Names one credential of one identity.
struct CredentialKey
{
    trust::IdentityKey identity;
    QString name; // unique within the identity

    friend bool operator==(const CredentialKey &, const CredentialKey &) = default;
    friend size_t qHash(const CredentialKey &key, size_t seed = 0) { return qHashMulti(seed, key.identity, key.name); }
};

// Who answers for an identity. Made without a value: nothing is known, or a managed identity, which has no owners.
struct KnownOwners
{
    QList<trust::Owner> list;
    bool isWhole = false; // all of them are in the list

    bool operator==(const KnownOwners &) const = default;
};

// One credential with its identity's name, platform and findings: a row of the flat table. Most of it is its identity's,
// and shared with that.
struct CredentialRow
{
    trust::IdentityKey identity;
    QString identityName;
    Element<trust::FederatedCredential> credential;
    Shared<presets::Platform> platform;
    Shared<KnownOwners> owners;            // of the identity
    QList<risk::Verdict> identityVerdicts; // as IdentityRow::verdicts
    std::optional<risk::Severity> risk;    // worst of findings()

    [[nodiscard]] CredentialKey key() const { return {identity, credential->name}; }
    // The findings about this credential.
    [[nodiscard]] QList<risk::Verdict> findings() const;
    // Whether it can be found by the word.
    [[nodiscard]] bool holds(const store::Word &word) const;

    bool operator==(const CredentialRow &) const = default;
};

} // namespace symbolon::workspace

Q_DECLARE_METATYPE(symbolon::workspace::CredentialKey)
