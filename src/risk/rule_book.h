// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "presets/catalogue.h"
#include "risk/verdict.h"

#include <QByteArray>
#include <QHash>

#include <memory>
#include <optional>

namespace symbolon::risk {

// How far a privilege carries, by the words of resources/risk/privileged-roles.json.
enum class Tier {
    None, // not in the data: no published path beyond its own scope
    Reconnaissance,
    SupplyChain,
    SensitiveData,
    HighImpact,
    IdentityLateral,
    ControlPlaneIndirect,
    ControlPlane, // "tier 0"
};

// The tier of every known role and permission. A value; thread-safe to read.
class PrivilegeBook final
{
public:
    [[nodiscard]] static Result<PrivilegeBook> builtIn();
    [[nodiscard]] static Result<PrivilegeBook> fromJson(const QByteArray &roles);

    [[nodiscard]] Tier tier(const trust::Privilege &privilege) const;
    // Whether the path to control is published ("direct"), or unproven.
    [[nodiscard]] bool isProven(const trust::Privilege &privilege) const;
    // Directory roles: whether Microsoft labels it privileged.
    [[nodiscard]] bool isPrivilegedRole(const trust::Privilege &privilege) const;
    // The strongest of the list: by weight, then tier, then width of the scope; nullopt for an empty list.
    [[nodiscard]] std::optional<trust::Privilege> highest(const QList<trust::Privilege> &privileges) const;
    // The severity with which the privilege is shown on its own (chips in tables).
    [[nodiscard]] Severity weight(const trust::Privilege &privilege) const;

    // Why it reaches far, in one sentence; empty: the data does not say.
    [[nodiscard]] QString why(const trust::Privilege &privilege) const;

    // What the data says of one role or permission.
    struct Entry
    {
        Tier tier = Tier::None;
        bool proven = true;      // the path to control is published
        bool privileged = false; // directory roles: carries Microsoft's "privileged" label
        QString why = {};        // one sentence
    };
    void addDirectoryRole(const QString &templateId, const Entry &entry);
    void addAppRole(const QString &resourceAppId, const QString &appRoleId, const Entry &entry);
    void addAzureRole(const QString &roleGuid, const Entry &entry);

private:
    [[nodiscard]] const Entry &entryOf(const trust::Privilege &privilege) const;

    QHash<QString, Entry> m_directoryRoles; // by templateId
    QHash<QString, Entry> m_appRoles;       // by resourceAppId + '/' + appRoleId
    QHash<QString, Entry> m_azureRoles;     // by role definition GUID
};

// What the rules need to know of the tenant beside the identity.
struct Surroundings
{
    QString tenantId;
    QString exchangeAudience; // of the signed-in cloud
};

// The rules: words from resources/risk/rules.json, conditions in code by rule id. A value; thread-safe to read.
class RuleBook final
{
public:
    [[nodiscard]] static Result<RuleBook> builtIn(presets::Catalogue catalogue, PrivilegeBook privileges);
    [[nodiscard]] static Result<RuleBook> fromJson(const QByteArray &rules, presets::Catalogue catalogue,
                                                   PrivilegeBook privileges);

    [[nodiscard]] const QList<Rule> &rules() const;
    [[nodiscard]] const Rule *find(const QString &ruleId) const;
    [[nodiscard]] const PrivilegeBook &privileges() const;

    // Every rule on the identity and on each of its credentials, in rule order, then credential order. Pass and
    // notApplicable verdicts included.
    [[nodiscard]] QList<Verdict> judge(const trust::Identity &identity, const Surroundings &surroundings) const;

private:
    struct Judged;
    struct Data;

    explicit RuleBook(std::shared_ptr<const Data> data);

    std::shared_ptr<const Data> d; // shared by copies
};

// The highest severity among the findings; nullopt: none.
[[nodiscard]] std::optional<Severity> worst(const QList<Verdict> &verdicts);

} // namespace symbolon::risk
