// SPDX-License-Identifier: Apache-2.0
#include "workspace/row_filter.h"

#include "export/words.h"
#include "store/filter.h"

#include <QCoreApplication>

#include <algorithm>

namespace symbolon::workspace {
namespace {

bool contains(const QString &text, const QString &folded)
{
    return text.toCaseFolded().contains(folded);
}

bool severityIs(const std::optional<risk::Severity> &severity, const QString &value)
{
    return value == u"none" ? !severity : severity && risk::severityId(*severity) == value;
}

bool kindIs(trust::IdentityKind kind, const QString &value)
{
    return kind == trust::IdentityKind::Application ? value.startsWith(u"app")
                                                    : value == u"mi" || value.startsWith(u"managed");
}

bool anyCredential(const IdentityRow &row, const std::function<bool(const trust::FederatedCredential &)> &holds)
{
    return std::any_of(row.identity.credentials.cbegin(), row.identity.credentials.cend(), holds);
}

// Plain words were tested against the search key by the query's text; quoted ones may hold blanks and are tested here.
bool matches(const IdentityRow &row, const QString &searchKey, const store::FilterTerm &term)
{
    const QString &value = term.value;
    if (term.field.isEmpty())
        return searchKey.contains(value);
    if (term.field == u"name")
        return contains(row.identity.displayName, value);
    if (term.field == u"id")
        return contains(row.identity.key.id, value) || contains(row.identity.clientId, value)
            || contains(row.identity.servicePrincipalId, value);
    if (term.field == u"issuer")
        return anyCredential(row, [&](const auto &credential) { return contains(credential.issuer, value); });
    if (term.field == u"subject")
        return anyCredential(row, [&](const auto &credential) { return contains(credential.matchText(), value); });
    if (term.field == u"platform")
        return std::any_of(row.platforms.cbegin(), row.platforms.cend(), [&](const presets::Platform &platform) {
            return contains(platform.name, value) || platform.id == value;
        });
    if (term.field == u"kind")
        return kindIs(row.identity.key.kind, value);
    if (term.field == u"severity")
        return severityIs(row.risk, value);
    // privilege
    return std::any_of(row.identity.privileges.cbegin(), row.identity.privileges.cend(),
                       [&](const trust::Privilege &privilege) {
                           return contains(exports::privilegeLabel(privilege), value) || privilege.roleId == value;
                       });
}

bool matches(const CredentialRow &row, const QString &searchKey, const store::FilterTerm &term)
{
    const QString &value = term.value;
    if (term.field.isEmpty())
        return searchKey.contains(value);
    if (term.field == u"name")
        return contains(row.credential.name, value) || contains(row.identityName, value);
    if (term.field == u"id")
        return contains(row.identity.id, value) || contains(row.credential.id, value);
    if (term.field == u"issuer")
        return contains(row.credential.issuer, value);
    if (term.field == u"subject")
        return contains(row.credential.matchText(), value);
    if (term.field == u"platform")
        return contains(row.platform.name, value) || row.platform.id == value;
    if (term.field == u"kind")
        return kindIs(row.identity.kind, value);
    // severity
    return severityIs(row.risk, value);
}

Result<void> check(const store::Filter &filter)
{
    for (const store::FilterTerm &term : filter.terms) {
        const bool badSeverity = term.field == u"severity" && term.value != u"none"
            && !risk::severityFromId(term.value);
        const bool badKind = term.field == u"kind" && !kindIs(trust::IdentityKind::Application, term.value)
            && !kindIs(trust::IdentityKind::ManagedIdentity, term.value);
        if (!badSeverity && !badKind)
            continue;
        const QString sentence = badKind
            ? QCoreApplication::translate("Filter", "“%1” is no kind. Kinds are app and mi.")
            : QCoreApplication::translate(
                "Filter", "“%1” is no severity. Severities are info, low, medium, high, critical and none.");
        return failure(Error{.kind = ErrorKind::Validation, .message = sentence.arg(term.value)});
    }
    return {};
}

template<typename Row>
Result<store::Query> queryFor(const store::Table<Row> &table, const QString &text, const QStringList &fields)
{
    Result<store::Filter> filter = store::parseFilter(text, fields);
    if (!filter)
        return failure(filter.error());
    if (const Result<void> checked = check(*filter); !checked)
        return failure(checked.error());
    store::Query query;
    if (!filter->terms.isEmpty()) {
        query.accept = [table, terms = filter->terms](std::uint32_t position) {
            const auto row = static_cast<qsizetype>(position);
            return std::all_of(terms.cbegin(), terms.cend(), [&](const store::FilterTerm &term) {
                return matches(table.at(row), table.searchKeys().at(row), term);
            });
        };
    }
    return query;
}

} // namespace

QStringList filterFields()
{
    return {QStringLiteral("name"),     QStringLiteral("id"),       QStringLiteral("issuer"),
            QStringLiteral("subject"),  QStringLiteral("platform"), QStringLiteral("kind"),
            QStringLiteral("severity"), QStringLiteral("privilege")};
}

Result<store::Query> identityQuery(const store::Table<IdentityRow> &table, const QString &filter)
{
    return queryFor(table, filter, filterFields());
}

Result<store::Query> credentialQuery(const store::Table<CredentialRow> &table, const QString &filter)
{
    QStringList fields = filterFields();
    fields.removeAll(QStringLiteral("privilege")); // held by the identity, not by one of its credentials
    return queryFor(table, filter, fields);
}

} // namespace symbolon::workspace
