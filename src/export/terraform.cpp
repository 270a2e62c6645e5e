// SPDX-License-Identifier: Apache-2.0
#include "export/terraform.h"

#include "export/terraform_belongings.h"
#include "export/translated.h"

namespace symbolon::exports {
namespace {

using quoted::hcl;
using trust::FederatedCredential;
using trust::IdentityKind;
using trust::Operation;

QString listOf(const QStringList &texts)
{
    QStringList all;
    for (const QString &text : texts)
        all << hcl(text);
    return u'[' + all.join(QStringLiteral(", ")) + u']';
}

QString typeOf(const Operation &operation, const FederatedCredential &credential)
{
    if (operation.identity.kind == IdentityKind::ManagedIdentity)
        return QStringLiteral("azurerm_federated_identity_credential");
    return credential.isFlexible() ? QStringLiteral("azuread_application_flexible_federated_identity_credential")
                                   : QStringLiteral("azuread_application_federated_identity_credential");
}

QString attributesOf(const Operation &operation, const FederatedCredential &credential, const SetIdentities &identities)
{
    const bool isNew = identities.creates(operation.identity);
    const QString symbol = identities.symbol(operation.identity);
    TerraformAttributes all;
    if (operation.identity.kind == IdentityKind::ManagedIdentity) {
        all.add("name", hcl(credential.name));
        all.add("user_assigned_identity_id",
                isNew ? QStringLiteral("azurerm_user_assigned_identity.") + symbol + QStringLiteral(".id")
                      : hcl(operation.identity.id));
        all.add("audience", listOf(credential.audiences));
        all.add("issuer", hcl(credential.issuer));
        all.add("subject", hcl(credential.subject.value_or(QString())));
        return all.text();
    }
    all.add("application_id",
            isNew ? QStringLiteral("azuread_application.") + symbol + QStringLiteral(".id")
                  : hcl(QStringLiteral("/applications/") + operation.identity.id));
    all.add("display_name", hcl(credential.name));
    if (!credential.description.isEmpty())
        all.add("description", hcl(credential.description));
    if (credential.isFlexible())
        all.add("audience", hcl(credential.audiences.value(0)));
    else
        all.add("audiences", listOf(credential.audiences));
    all.add("issuer", hcl(credential.issuer));
    if (credential.isFlexible())
        all.add("claims_matching_expression", hcl(credential.expression->value));
    else
        all.add("subject", hcl(credential.subject.value_or(QString())));
    return all.text();
}

QString importOf(const Operation &operation, const FederatedCredential &credential, const QString &address)
{
    const QString id = knownId(operation);
    if (id.isEmpty())
        return {};
    QString import = id;
    // The two resources of azuread read different forms of the same id.
    if (operation.identity.kind == IdentityKind::Application) {
        if (credential.isFlexible())
            import = QStringLiteral("/applications/") + operation.identity.id
                + QStringLiteral("/federatedIdentityCredentials/") + id;
        else
            import = operation.identity.id + QStringLiteral("/federatedIdentityCredential/") + id;
    }
    return QStringLiteral("import {\n  to = ") + address + QStringLiteral("\n  id = ") + hcl(import)
        + QStringLiteral("\n}\n");
}

void addNotices(const Operation &operation, const FederatedCredential &credential, QStringList &notices)
{
    if (credential.isFlexible() && operation.identity.kind == IdentityKind::Application
        && credential.audiences.size() != 1)
        notices << noticeOf(operation, tr("Terraform writes one audience for a flexible credential."));
    if (operation.identity.kind == IdentityKind::ManagedIdentity && !credential.description.isEmpty())
        notices << noticeOf(operation, tr("Credentials of managed identities have no description."));
    for (const QString &text : {credential.name, credential.issuer, credential.matchText(),
                                credential.audiences.join(u' '), credential.description}) {
        if (!quoted::isNfc(text)) {
            notices << noticeOf(operation,
                                tr("Terraform turns every text into Unicode's normal form C, so that it writes other "
                                   "characters than the tenant holds."));
            break;
        }
    }
}

} // namespace

TerraformPart terraformOf(const Operation &operation, const SetIdentities &identities, quoted::Symbols &symbols,
                          QStringList &notices)
{
    if (operation.belonging) {
        const QString symbol = symbols.next(operation.identityName + u' ' + operation.name());
        return {QStringLiteral("# ") + heading(operation) + u'\n'
                    + terraformBelongingOf(operation, identities, symbol, notices),
                {}};
    }
    const FederatedCredential &credential = operation.after ? *operation.after : *operation.before;
    const QString symbol = symbols.next(operation.identityName + u' ' + credential.name);
    const QString type = typeOf(operation, credential);
    const QString address = type + u'.' + symbol;
    TerraformPart part{QStringLiteral("# ") + heading(operation) + u'\n', {}};
    if (operation.identity.kind == IdentityKind::ManagedIdentity && credential.isFlexible()) {
        const QString sentence = tr("The provider azurerm has no claims matching expression for managed identities.");
        notices << noticeOf(operation, sentence);
        part.resource += QStringLiteral("# ") + sentence + QStringLiteral("\n# ")
            + quoted::comment(credential.expression->value) + u'\n';
        return part;
    }
    if (!operation.after) {
        notices << noticeOf(operation, tr("Terraform deletes it only where Terraform manages it."));
        part.resource += terraformRemovalOf(address);
        return part;
    }
    addNotices(operation, credential, notices);
    part.resource += QStringLiteral("resource \"") + type + QStringLiteral("\" \"") + symbol + QStringLiteral("\" {\n")
        + attributesOf(operation, credential, identities) + QStringLiteral("}\n");
    part.import = importOf(operation, credential, address);
    return part;
}

Generated terraform(const trust::ChangeSet &set)
{
    Generated result;
    quoted::Symbols symbols;
    QString resources;
    QString imports;
    const SetIdentities identities(set);
    QSet<trust::IdentityKey> looked;
    const QList<Operation> operations = expanded(set.operations);
    for (const Operation &operation : operations) {
        const bool needed = needsPrincipal(operation) && !operation.removes && !identities.creates(operation.identity);
        if (needed && !looked.contains(operation.identity)) {
            looked.insert(operation.identity);
            resources += terraformPrincipalOf(operation, identities) + u'\n';
        }
        const TerraformPart part = terraformOf(operation, identities, symbols, result.notices);
        resources += part.resource + u'\n';
        if (!part.import.isEmpty())
            imports += part.import + u'\n';
    }
    const QString header = fileHeader(set, QStringLiteral("#"));
    const QString providers = header + QStringLiteral("# ")
        + tr("In a national cloud both providers need to be told which one, by their argument environment.") + u'\n'
        + QStringLiteral("terraform {\n  required_version = \">= 1.7.0\"\n\n  required_providers {\n"
                         "    azuread = {\n      source  = \"hashicorp/azuread\"\n      version = \">= 3.0\"\n    }\n"
                         "    azurerm = {\n      source  = \"hashicorp/azurerm\"\n      version = \">= 4.65\"\n    }\n"
                         "  }\n}\n\nprovider \"azuread\" {\n  tenant_id = ")
        + hcl(set.tenantId) + QStringLiteral("\n}\n\nprovider \"azurerm\" {\n  features {}\n}\n");
    result.files.append({QStringLiteral("providers.tf"), providers.toUtf8()});
    result.files.append({QStringLiteral("credentials.tf"), (header + resources).toUtf8()});
    if (!imports.isEmpty())
        result.files.append({QStringLiteral("imports.tf"), (header + imports).toUtf8()});
    return result;
}

} // namespace symbolon::exports
