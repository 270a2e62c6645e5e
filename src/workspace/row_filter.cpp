// SPDX-License-Identifier: Apache-2.0
#include "workspace/row_filter.h"

#include "export/words.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <utility>

namespace symbolon::workspace {
namespace {

// Whether something holds; nullopt: it is not known.
using Holds = std::optional<bool>;

template<typename Row>
using Test = std::function<Holds(const Row &row)>;

// A value that is looked for in texts.
struct Sought
{
    QString text; // case-folded
    bool whole = false;

    [[nodiscard]] bool in(const QString &where) const
    {
        return whole ? where.toCaseFolded() == text : where.toCaseFolded().contains(text);
    }
};

Sought soughtOf(const QString &value)
{
    const ComparedValue compared = comparedValue(value);
    if (compared.comparison == Comparison::Equal)
        return {compared.value, true};
    return {value, false};
}

bool inPlatform(const Sought &sought, const presets::Platform &platform)
{
    return sought.in(platform.name) || platform.id == sought.text;
}

bool kindIs(trust::IdentityKind kind, const QString &value)
{
    return kind == trust::IdentityKind::Application
        ? QStringLiteral("application").startsWith(value)
        : value == u"mi" || QStringLiteral("managed identity").startsWith(value);
}

// How the worst of something compares with "high", ">=medium" or "none"; `isWhole`: all that could be worse was read.
Holds gravityHolds(const std::optional<risk::Severity> &worst, bool isWhole, const QString &value)
{
    if (value == u"unknown")
        return !worst && !isWhole;
    if (!worst && !isWhole)
        return std::nullopt;
    if (value == u"none")
        return !worst;
    const ComparedValue compared = comparedValue(value);
    const std::optional<risk::Severity> bound = risk::severityFromId(compared.value);
    return worst && bound && compares(compared.comparison, static_cast<int>(*worst), static_cast<int>(*bound));
}

bool privilegesKnown(const trust::Identity &identity)
{
    return identity.directoryRolesPart.isKnown() && identity.appPermissionsPart.isKnown()
        && identity.azureRolesPart.isKnown();
}

// A part that holds it decides; else it is false only where every part was read.
Holds someOrUnknown(bool some, bool isWhole)
{
    return some || isWhole ? Holds(some) : std::nullopt;
}

Holds privilegeHolds(const IdentityRow &row, const QString &value)
{
    const bool known = privilegesKnown(row.identity);
    const QList<trust::Privilege> &privileges = row.identity.privileges;
    if (value == u"unknown")
        return !known;
    if (value == u"none")
        return privileges.isEmpty() && !known ? Holds() : Holds(privileges.isEmpty());
    if (value == u"tier0")
        return someOrUnknown(row.highestIsTierZero, known);
    const ComparedValue compared = comparedValue(value);
    if (compared.comparison != Comparison::None && compared.comparison != Comparison::Equal)
        return gravityHolds(row.highestWeight, known, value);
    const Sought sought = soughtOf(value);
    const bool some = std::any_of(privileges.cbegin(), privileges.cend(), [&](const trust::Privilege &privilege) {
        return sought.in(sought.whole ? privilege.name : exports::privilegeLabel(privilege))
            || privilege.roleId == sought.text;
    });
    return someOrUnknown(some, known);
}

// By number, or by what an owner is called. A managed identity has no such thing as owners: it is neither without any nor
// owned by somebody.
Holds ownerHolds(trust::IdentityKind kind, const QList<trust::Owner> &owners, bool known, const QString &value)
{
    const bool concerned = kind == trust::IdentityKind::Application;
    if (value == u"unknown")
        return concerned && !known;
    const ComparedValue compared = comparedValue(value);
    bool isNumber = false;
    const qint64 number = compared.value.toUInt(&isNumber);
    if (value == u"none" || isNumber) {
        if (!known)
            return std::nullopt;
        return compares(isNumber ? compared.comparison : Comparison::Equal, owners.size(), number);
    }
    const Sought sought = soughtOf(value);
    const bool some = std::any_of(owners.cbegin(), owners.cend(), [&sought](const trust::Owner &owner) {
        return sought.in(owner.displayName) || sought.in(owner.userPrincipalName) || sought.in(owner.id);
    });
    return someOrUnknown(some, known || !concerned);
}

// Whether it has secrets or certificates beside the trust. Those of a managed identity are Azure's own: nobody holds any.
Holds secretHolds(const trust::Identity &identity, const QString &value, const QDateTime &now)
{
    const bool concerned = identity.key.kind == trust::IdentityKind::Application;
    const bool known = identity.secretsPart.isKnown() || !concerned;
    if (value == u"unknown")
        return !known;
    const auto some = [&](auto is) {
        return std::any_of(identity.secrets.cbegin(), identity.secrets.cend(),
                           [&](const trust::Secret &secret) { return is(trust::stateAt(secret, now)); });
    };
    using trust::SecretState;
    if (value == u"no")
        return identity.secrets.isEmpty() && !known ? Holds() : Holds(identity.secrets.isEmpty());
    if (value == u"expired")
        return someOrUnknown(some([](SecretState state) { return state == SecretState::Expired; }), known);
    if (value == u"soon")
        return someOrUnknown(some([](SecretState state) { return state == SecretState::EndsSoon; }), known);
    return someOrUnknown(some([](SecretState state) { return state != SecretState::Expired; }), known);
}

Holds ageHolds(const QDateTime &created, const QString &value, const QDateTime &now)
{
    if (value == u"unknown")
        return !created.isValid();
    if (!created.isValid())
        return std::nullopt;
    const ComparedValue compared = comparedValue(value);
    const std::optional<QDateTime> moment = momentOfAge(compared.value, now);
    // Older is earlier.
    return moment && compares(compared.comparison, created.secsTo(now), moment->secsTo(now));
}

// What was there at the first look may be older than it is known to be: then only "older than" can be sure.
Holds seenAgeHolds(const QDateTime &firstSeen, bool maybeOlder, const QString &value, const QDateTime &now)
{
    const Holds holds = ageHolds(firstSeen, value, now);
    if (!maybeOlder || !firstSeen.isValid() || value == u"unknown" || !holds)
        return holds;
    const Comparison comparison = comparedValue(value).comparison;
    const bool older = comparison == Comparison::Greater || comparison == Comparison::GreaterOrEqual;
    return *holds == older ? holds : Holds();
}

Holds anyCredential(const trust::Identity &identity,
                    const std::function<bool(const trust::FederatedCredential &)> &holds)
{
    const bool some = std::any_of(identity.credentials.cbegin(), identity.credentials.cend(), holds);
    return someOrUnknown(some, identity.credentialsPart.isKnown());
}

// One value of one field; plain words are looked for in all that a row can be found by.
Test<IdentityRow> identityTest(const QString &field, const QString &value, const QDateTime &now)
{
    using Row = IdentityRow;
    const Sought sought = soughtOf(value);
    if (field == u"name")
        return [sought](const Row &row) { return sought.in(row.identity.displayName); };
    if (field == u"id")
        return [sought](const Row &row) {
            return sought.in(row.identity.key.id) || sought.in(row.identity.clientId)
                || sought.in(row.identity.servicePrincipalId);
        };
    if (field == u"issuer")
        return [sought](const Row &row) {
            return anyCredential(row.identity, [&](const auto &one) { return sought.in(one.issuer); });
        };
    if (field == u"subject")
        return [sought](const Row &row) {
            return anyCredential(row.identity, [&](const auto &one) { return sought.in(one.matchText()); });
        };
    if (field == u"platform")
        return [sought](const Row &row) {
            const bool some = std::any_of(row.platforms.cbegin(), row.platforms.cend(),
                                          [&](const auto &platform) { return inPlatform(sought, *platform); });
            return someOrUnknown(some, row.identity.credentialsPart.isKnown());
        };
    if (field == u"kind")
        return [value](const Row &row) { return kindIs(row.identity.key.kind, value); };
    if (field == u"severity")
        return [value](const Row &row) { return gravityHolds(row.risk, row.isWhole(), value); };
    if (field == u"privilege")
        return [value](const Row &row) { return privilegeHolds(row, value); };
    if (field == u"owner")
        return [value](const Row &row) {
            const trust::Identity &one = row.identity;
            return ownerHolds(one.key.kind, one.owners, one.ownersPart.isKnown(), value);
        };
    if (field == u"secret")
        return [value, now](const Row &row) { return secretHolds(row.identity, value, now); };
    if (field == u"age")
        return [value, now](const Row &row) { return ageHolds(row.identity.createdAt, value, now); };
    return [word = store::Word(value)](const Row &row) { return store::rowHolds(row, word); };
}

Test<CredentialRow> credentialTest(const QString &field, const QString &value, const QDateTime &now,
                                   const store::SharedAges &ages)
{
    using Row = CredentialRow;
    const Sought sought = soughtOf(value);
    if (field == u"name")
        return [sought](const Row &row) { return sought.in(row.credential->name) || sought.in(row.identityName()); };
    if (field == u"id")
        return [sought](const Row &row) { return sought.in(row.identity().id) || sought.in(row.credential->id); };
    if (field == u"issuer")
        return [sought](const Row &row) { return sought.in(row.credential->issuer); };
    if (field == u"subject")
        return [sought](const Row &row) { return sought.in(row.credential->matchText()); };
    if (field == u"platform")
        return [sought](const Row &row) { return inPlatform(sought, *row.platform); };
    if (field == u"kind")
        return [value](const Row &row) { return kindIs(row.identity().kind, value); };
    if (field == u"severity")
        return [value](const Row &row) { return gravityHolds(row.risk, true, value); };
    if (field == u"owner")
        return [value](const Row &row) {
            const trust::Identity &one = row.credential.of().identity;
            return ownerHolds(one.key.kind, one.owners, one.ownersPart.isKnown(), value);
        };
    if (field == u"age")
        return [value, now, ages](const Row &row) {
            const store::CredentialAge age = ages ? ages->of(row.identity(), row.credential->name)
                                                  : store::CredentialAge();
            return seenAgeHolds(age.firstSeen, age.maybeOlder, value, now);
        };
    return [word = store::Word(value)](const Row &row) { return store::rowHolds(row, word); };
}

Test<IssuerRow> issuerTest(const QString &field, const QString &value, const QDateTime &now)
{
    using Row = IssuerRow;
    const Sought sought = soughtOf(value);
    if (field == u"age")
        return [value, now](const Row &row) { return seenAgeHolds(row.firstSeen, row.maybeOlder, value, now); };
    if (field == u"issuer")
        return [sought](const Row &row) { return sought.in(row.issuer); };
    if (field == u"platform")
        return [sought](const Row &row) { return inPlatform(sought, *row.platform); };
    if (field == u"severity")
        return [value](const Row &row) { return gravityHolds(row.risk, true, value); };
    return [word = store::Word(value)](const Row &row) { return store::rowHolds(row, word); };
}

// One term with its values.
template<typename Row>
struct TermTest
{
    QList<Test<Row>> anyOf;
    bool negated = false;

    [[nodiscard]] bool shows(const Row &row) const
    {
        bool isKnown = true;
        for (const Test<Row> &test : anyOf) {
            const Holds holds = test(row);
            if (holds && *holds)
                return !negated;
            isKnown = isKnown && holds;
        }
        return isKnown && negated;
    }
};

template<typename Row, typename MakeTest>
Result<store::Query> queryFor(FilterScope scope, const store::Table<Row> &table, const QString &text,
                              const MakeTest &make)
{
    const store::FilterReading reading = readFilter(scope, text);
    if (reading.problem)
        return failure(Error{.kind = ErrorKind::Validation, .message = reading.problem->sentence});
    QList<TermTest<Row>> terms;
    for (const store::FilterTerm &term : reading.filter.terms) {
        TermTest<Row> test{{}, term.negated};
        for (const QString &value : term.values)
            test.anyOf.append(make(term.field, value));
        terms.append(test);
    }
    store::Query query;
    if (!terms.isEmpty()) {
        query.accept = [table, terms](std::uint32_t position) {
            const auto at = static_cast<qsizetype>(position);
            return std::all_of(terms.cbegin(), terms.cend(),
                               [&](const TermTest<Row> &term) { return term.shows(table.at(at)); });
        };
    }
    return query;
}

} // namespace

Result<store::Query> identityQuery(const store::Table<IdentityRow> &table, const QString &filter, const QDateTime &now)
{
    return queryFor(FilterScope::Identities, table, filter,
                    [&now](const QString &field, const QString &value) { return identityTest(field, value, now); });
}

Result<store::Query> credentialQuery(const store::Table<CredentialRow> &table, const QString &filter,
                                     const QDateTime &now, const store::SharedAges &ages)
{
    return queryFor(FilterScope::Credentials, table, filter, [&](const QString &field, const QString &value) {
        return credentialTest(field, value, now, ages);
    });
}

Result<store::Query> issuerQuery(const store::Table<IssuerRow> &table, const QString &filter, const QDateTime &now)
{
    return queryFor(FilterScope::Issuers, table, filter,
                    [&now](const QString &field, const QString &value) { return issuerTest(field, value, now); });
}

} // namespace symbolon::workspace
