// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/shared.h"
#include "presets/platform.h"
#include "risk/verdict.h"
#include "store/word.h"
#include "trust/identity.h"

#include <QList>

#include <optional>
#include <utility>

namespace symbolon::workspace {

// One identity with everything that pages and lists show of it, judged.
struct IdentityRow
{
    static constexpr bool isShared = true; // the table and the rows of its credentials hold the same one

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

// A credential where it lies: in the row of its identity, which it keeps. Made without one it is an empty credential of
// nobody.
class HeldCredential final
{
public:
    HeldCredential() = default;
    HeldCredential(Shared<IdentityRow> of, qsizetype place)
        : m_of(std::move(of))
        , m_place(place)
    {
    }

    const trust::FederatedCredential &operator*() const;
    const trust::FederatedCredential *operator->() const { return &**this; }
    [[nodiscard]] const IdentityRow &of() const { return *m_of; }

    bool operator==(const HeldCredential &) const = default;

private:
    Shared<IdentityRow> m_of;
    qsizetype m_place = 0; // among its credentials
};

// One credential with its platform and risk: a row of the flat table. All else is its identity's, and there are three of
// them to each identity: it is not held again.
struct CredentialRow
{
    HeldCredential credential;
    Shared<presets::Platform> platform;
    std::optional<risk::Severity> risk; // worst of findings()

    [[nodiscard]] const trust::IdentityKey &identity() const { return credential.of().identity.key; }
    [[nodiscard]] const QString &identityName() const { return credential.of().identity.displayName; }
    [[nodiscard]] CredentialKey key() const { return {identity(), credential->name}; }
    // The findings about this credential.
    [[nodiscard]] QList<risk::Verdict> findings() const;
    // Whether it can be found by the word.
    [[nodiscard]] bool holds(const store::Word &word) const;

    bool operator==(const CredentialRow &) const = default;
};

} // namespace symbolon::workspace

Q_DECLARE_METATYPE(symbolon::workspace::CredentialKey)
