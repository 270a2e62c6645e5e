// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/plan/plan_request.h"

#include "base/shown.h"

#include <QCoreApplication>

#include <optional>

namespace symbolon::ui {
namespace {

using workspace::Plan;
using workspace::PlanBasis;
using Values = QMap<QString, QString>;

const QString fromKey = QStringLiteral("from");
const QString toKey = QStringLiteral("to");
const QString idsKey = QStringLiteral("ids");

QString tr(const char *text, int count = -1)
{
    return QCoreApplication::translate("PlanRequest", text, nullptr, count);
}

Unexpected wrong(const QString &sentence)
{
    return failure(Error{.kind = ErrorKind::Validation, .message = sentence});
}

// By name, object id, client id or resource id; it has to be one.
Result<trust::IdentityKey> identityCalled(const PlanBasis &basis, const QString &text)
{
    std::optional<trust::IdentityKey> found;
    for (const workspace::IdentityRow &row : basis.identities.rows()) {
        const trust::Identity &identity = row.identity;
        const bool byId = identity.key.id.compare(text, Qt::CaseInsensitive) == 0
            || identity.clientId.compare(text, Qt::CaseInsensitive) == 0;
        if (byId)
            return identity.key;
        if (identity.displayName != text)
            continue;
        if (found)
            return wrong(tr("Several identities have this name: type the client ID."));
        found = identity.key;
    }
    if (!found)
        return wrong(tr("No identity has this name or ID."));
    return *found;
}

Result<QHash<QString, workspace::RepositoryIds>> idsIn(const QString &text)
{
    QHash<QString, workspace::RepositoryIds> ids;
    const QStringList lines = text.split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    for (const QString &line : lines) {
        const QStringList words = line.simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts);
        if (words.isEmpty())
            continue;
        bool numbers = words.size() == 3 && words.constFirst().count(QLatin1Char('/')) == 1;
        for (qsizetype i = 1; numbers && i < words.size(); ++i)
            numbers = words.at(i).toULongLong() > 0;
        if (!numbers) {
            return wrong(tr("“%1” is not an owner/repository, the owner's number and the repository's number.")
                             .arg(shown(line.left(80))));
        }
        ids.insert(words.at(0).toLower(), {words.at(1), words.at(2)});
    }
    return ids;
}

PlanField field(const QString &key, const QString &label, const QString &value, const QString &hint)
{
    return {key, label, value, hint, false};
}

using ToIdentity = Plan (*)(const PlanBasis &, const QList<workspace::CredentialKey> &, const trust::IdentityKey &);

PlanRequest toIdentity(const QString &title, const QString &explanation, const workspace::CredentialKey &credential,
                       ToIdentity make)
{
    return {title,
            explanation,
            {field(toKey, tr("To identity"), {}, tr("Name or client ID"))},
            [credential, make](const PlanBasis &basis, const Values &values) -> Result<Plan> {
                return identityCalled(basis, values.value(toKey)).map([&](const trust::IdentityKey &to) {
                    return make(basis, {credential}, to);
                });
            }};
}

} // namespace

PlanRequest replaceIssuerRequest(const QString &issuer)
{
    return {
        tr("Replace an issuer"),
        tr("Every credential that trusts exactly this issuer trusts the new one instead: for a cluster that was built "
           "anew. Subjects stay as they are."),
        {field(fromKey, tr("Issuer now"), issuer, QStringLiteral("https://oidc.contoso.com/old")),
         field(toKey, tr("New issuer"), {}, QStringLiteral("https://oidc.contoso.com/new"))},
        [](const PlanBasis &basis, const Values &values) -> Result<Plan> {
            return workspace::planReplaceIssuer(basis, values.value(fromKey), values.value(toKey));
        }};
}

PlanRequest cutOffRequest(const QString &issuer)
{
    return {tr("Cut off an issuer"),
            tr("Removes every credential that trusts exactly this issuer. Its workloads get no token from then on."),
            {field(fromKey, tr("Issuer"), issuer, QStringLiteral("https://oidc.contoso.com"))},
            [](const PlanBasis &basis, const Values &values) -> Result<Plan> {
                return workspace::planCutOff(basis, values.value(fromKey));
            }};
}

PlanRequest replaceRepositoryRequest()
{
    return {tr("An owner or repository has another name"),
            tr("Subjects of GitHub Actions and GitLab that name it get the new name. Expressions are left alone and "
               "listed."),
            {field(fromKey, tr("Name now"), {}, QStringLiteral("contoso/storefront")),
             field(toKey, tr("New name"), {}, QStringLiteral("contoso/shop"))},
            [](const PlanBasis &basis, const Values &values) -> Result<Plan> {
                return workspace::planReplaceRepository(basis, values.value(fromKey), values.value(toKey));
            }};
}

PlanRequest immutableTwinsRequest()
{
    PlanField ids{
        idsKey, tr("Repositories and their numbers"), {}, QStringLiteral("contoso/storefront 9919 1296269"), true};
    return {
        tr("GitHub subjects with immutable IDs"),
        tr("Beside each subject that names a repository a twin is created that has its numbers in it: a name can be "
           "taken over, a number cannot. When workloads sign in by the twins, retire the old ones."),
        {ids},
        [](const PlanBasis &basis, const Values &values) -> Result<Plan> {
            return idsIn(values.value(idsKey)).map([&](const QHash<QString, workspace::RepositoryIds> &numbers) {
                return workspace::planImmutableTwins(basis, numbers);
            });
        }};
}

PlanRequest retireNameBasedRequest()
{
    return {
        tr("Retire name-based GitHub subjects"),
        tr("Removes the subjects that have a twin with immutable IDs. Do this when workloads were seen to sign in by "
           "the "
           "twins."),
        {},
        [](const PlanBasis &basis, const Values &) -> Result<Plan> { return workspace::planRetireNameBased(basis); }};
}

PlanRequest retireSecretRequest(const trust::IdentityKey &identity, const trust::Secret &secret,
                                const workspace::FederationEvidence &evidence, const QDateTime &now)
{
    const bool password = secret.kind == trust::SecretKind::Password;
    return {password ? tr("Retire a client secret") : tr("Retire a certificate"),
            tr("Takes “%1” away. Whoever still signs in with it is refused from then on; workloads that sign in by "
               "federation notice nothing.")
                .arg(shown(trust::nameOf(secret))),
            {},
            [identity, keyId = secret.keyId, evidence, now](const PlanBasis &basis, const Values &) -> Result<Plan> {
                return workspace::planRetireSecret(basis, identity, keyId, evidence, now);
            }};
}

PlanRequest renameRequest(const workspace::CredentialKey &credential)
{
    return {
        tr("Rename a credential"),
        tr("The service cannot change a name: “%1” is removed and created again. In between nobody gets a token by it.")
            .arg(shown(credential.name)),
        {field(toKey, tr("New name"), credential.name, {})},
        [credential](const PlanBasis &basis, const Values &values) -> Result<Plan> {
            return workspace::planRename(basis, credential, values.value(toKey));
        }};
}

PlanRequest mergeRequest(const QList<workspace::CredentialKey> &credentials)
{
    const QString name = credentials.isEmpty() ? QString() : credentials.constFirst().name;
    return {
        tr("Merge into one expression"),
        tr("%n credential(s) of one identity give way to a single claims expression. An expression has no “or”: what "
           "it takes beside them is told below. GitHub and GitLab want a number beside names, which can be taken "
           "over; immutable subjects carry it.",
           static_cast<int>(credentials.size())),
        {field(toKey, tr("New name"), name.isEmpty() ? QString() : name + QStringLiteral("-merged"), {}),
         field(idsKey, tr("ID of repository, project or owner"), {}, QStringLiteral("821093847"))},
        [credentials](const PlanBasis &basis, const Values &values) -> Result<Plan> {
            return workspace::planMerge(basis, credentials, values.value(toKey), values.value(idsKey));
        }};
}

PlanRequest copyRequest(const workspace::CredentialKey &credential)
{
    return toIdentity(tr("Copy a credential"),
                      tr("Another identity trusts what “%1” trusts, too.").arg(shown(credential.name)), credential,
                      &workspace::planCopy);
}

PlanRequest moveRequest(const workspace::CredentialKey &credential)
{
    return toIdentity(tr("Move a credential"),
                      tr("Another identity trusts what “%1” trusts; it is removed here when it has arrived there.")
                          .arg(shown(credential.name)),
                      credential, &workspace::planMove);
}

} // namespace symbolon::ui
