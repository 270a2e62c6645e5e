// SPDX-License-Identifier: Apache-2.0
#include "risk/rule_book.h"

#include "risk/case.h"
#include "risk/rule_json.h"
#include "risk/rules.h"

#include <QCoreApplication>
#include <QFile>

#include <algorithm>
#include <utility>

// Q_INIT_RESOURCE needs a function outside any namespace. A static library's resources register only when asked.
static void registerRiskResources()
{
    Q_INIT_RESOURCE(risk);
}

namespace symbolon::risk {

// One rule with its condition: about each credential, or about the identity as a whole.
struct RuleBook::Judged
{
    Rule rule;
    CredentialCondition aboutCredential = nullptr;
    IdentityCondition aboutIdentity = nullptr;
};

struct RuleBook::Data
{
    Data(presets::Catalogue known, PrivilegeBook book)
        : catalogue(std::move(known))
        , privileges(std::move(book))
    {
    }

    QList<Rule> rules;
    QList<Judged> judged; // same order
    Thresholds thresholds;
    presets::Catalogue catalogue;
    PrivilegeBook privileges;
};

namespace {

QByteArray contentsOf(const QString &path)
{
    registerRiskResources();
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

struct Conditions
{
    CredentialCondition aboutCredential = nullptr;
    IdentityCondition aboutIdentity = nullptr;
};

const QHash<QString, Conditions> &conditionsById()
{
    static const QHash<QString, Conditions> conditions{
        {QStringLiteral("WIF-ISS-004"), {issuerIsNotHttps, nullptr}},
        {QStringLiteral("WIF-SUB-001"), {pullRequestIsTrusted, nullptr}},
        {QStringLiteral("WIF-SUB-002"), {namesCanBeReused, nullptr}},
        {QStringLiteral("WIF-SUB-015"), {defaultServiceAccount, nullptr}},
        {QStringLiteral("WIF-SUB-026"), {literalWildcard, nullptr}},
        {QStringLiteral("WIF-AUD-002"), {audienceOfAnotherCloud, nullptr}},
        {QStringLiteral("WIF-HYG-002"), {invisibleCharacters, nullptr}},
        {QStringLiteral("WIF-HYG-003"), {trailingSlashIsWrong, nullptr}},
        {QStringLiteral("WIF-HYG-005"), {nullptr, closeToTheLimit}},
        {QStringLiteral("WIF-PRV-001"), {nullptr, directoryRole}},
        {QStringLiteral("WIF-PRV-002"), {nullptr, controlPlanePermission}},
        {QStringLiteral("WIF-PRV-003"), {nullptr, dataPermission}},
        {QStringLiteral("WIF-PRV-004"), {nullptr, azureControlPlaneRole}},
    };
    return conditions;
}

Verdict verdictOf(const Rule &rule, const trust::Identity &identity, const QString &credentialName, Opinion opinion)
{
    Verdict verdict;
    verdict.ruleId = rule.id;
    verdict.outcome = opinion.outcome;
    verdict.severity = opinion.severity;
    verdict.identity = identity.key;
    verdict.identityName = identity.displayName;
    verdict.credentialName = credentialName;
    verdict.evidence = std::move(opinion.evidence);
    verdict.unknown = std::move(opinion.unknown);
    return verdict;
}

// A rule about credentials on an identity that has none to judge.
Opinion withoutCredentials(const trust::Identity &identity)
{
    if (identity.credentialsPart.isKnown())
        return Opinion::notApplicable();
    return Opinion::notKnown(missingCredentials(identity));
}

} // namespace

Result<PrivilegeBook> PrivilegeBook::builtIn()
{
    return fromJson(contentsOf(QStringLiteral(":/symbolon/risk/privileged-roles.json")));
}

Result<PrivilegeBook> PrivilegeBook::fromJson(const QByteArray &roles)
{
    return readPrivileges(roles);
}

RuleBook::RuleBook(std::shared_ptr<const Data> data)
    : d(std::move(data))
{
}

Result<RuleBook> RuleBook::builtIn(presets::Catalogue catalogue, PrivilegeBook privileges)
{
    return fromJson(contentsOf(QStringLiteral(":/symbolon/risk/rules.json")), std::move(catalogue),
                    std::move(privileges));
}

Result<RuleBook> RuleBook::fromJson(const QByteArray &rules, presets::Catalogue catalogue, PrivilegeBook privileges)
{
    auto read = readRules(rules);
    if (!read)
        return failure(std::move(read.error()));
    auto data = std::make_shared<Data>(std::move(catalogue), std::move(privileges));
    data->rules = std::move(read->rules);
    data->thresholds = read->thresholds;
    for (const Rule &rule : std::as_const(data->rules)) {
        const auto found = conditionsById().constFind(rule.id);
        if (found == conditionsById().cend()) {
            Error error;
            error.kind = ErrorKind::Validation;
            error.message = QCoreApplication::translate("Risk", "No condition is known for rule %1.").arg(rule.id);
            return failure(std::move(error));
        }
        data->judged.append({rule, found->aboutCredential, found->aboutIdentity});
    }
    return RuleBook(std::move(data));
}

const QList<Rule> &RuleBook::rules() const
{
    return d->rules;
}

const Rule *RuleBook::find(const QString &ruleId) const
{
    const auto found =
        std::find_if(d->rules.begin(), d->rules.end(), [&ruleId](const Rule &rule) { return rule.id == ruleId; });
    return found == d->rules.end() ? nullptr : &*found;
}

const PrivilegeBook &RuleBook::privileges() const
{
    return d->privileges;
}

QList<Verdict> RuleBook::judge(const trust::Identity &identity, const Surroundings &surroundings) const
{
    const Case judged(identity, d->privileges, d->catalogue, d->thresholds, surroundings);
    QList<Verdict> result;
    result.reserve(d->judged.size() * std::max<qsizetype>(1, identity.credentials.size()));
    for (const Judged &rule : d->judged) {
        if (rule.aboutIdentity) {
            result.append(verdictOf(rule.rule, identity, QString(), rule.aboutIdentity(judged, rule.rule.severity)));
            continue;
        }
        if (identity.credentials.isEmpty())
            result.append(verdictOf(rule.rule, identity, QString(), withoutCredentials(identity)));
        for (qsizetype i = 0; i < identity.credentials.size(); ++i) {
            const trust::FederatedCredential &credential = identity.credentials.at(i);
            result.append(
                verdictOf(rule.rule, identity, credential.name,
                          rule.aboutCredential(judged, credential, *judged.platforms.at(i), rule.rule.severity)));
        }
    }
    return result;
}

std::optional<Severity> worst(const QList<Verdict> &verdicts)
{
    std::optional<Severity> result;
    for (const Verdict &verdict : verdicts) {
        if (verdict.outcome == Outcome::Finding && (!result || verdict.severity > *result))
            result = verdict.severity;
    }
    return result;
}

} // namespace symbolon::risk
