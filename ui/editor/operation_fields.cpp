// SPDX-License-Identifier: Apache-2.0
#include "ui/editor/operation_fields.h"

#include "base/shown.h"
#include "ui/editor/diff_line.h"
#include "ui/editor/text_difference.h"

#include <QCoreApplication>
#include <QVBoxLayout>

namespace symbolon::ui {
namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("OperationFields", text);
}

bool isManaged(const trust::Operation &operation)
{
    return operation.identity.kind == trust::IdentityKind::ManagedIdentity;
}

// One word for what is done with a belonging.
struct Verb
{
    bool removes;

    QString operator()(const trust::NewIdentity & /*identity*/) const { return removes ? tr("Delete") : tr("Create"); }
    QString operator()(const trust::AzureRoleGrant & /*role*/) const { return removes ? tr("Take back") : tr("Grant"); }
    QString operator()(const trust::AppPermissionGrant & /*permission*/) const
    {
        return removes ? tr("Take back") : tr("Grant");
    }
    QString operator()(const trust::Secret & /*secret*/) const { return tr("Retire"); }
};

// What it is done with.
struct Object
{
    const trust::Operation &operation;

    [[nodiscard]] QString name() const { return shown(operation.name()); }

    QString operator()(const trust::NewIdentity & /*identity*/) const
    {
        return (isManaged(operation) ? tr("managed identity %1") : tr("app registration %1"))
            .arg(shown(operation.identityName));
    }
    QString operator()(const trust::AzureRoleGrant &role) const
    {
        return tr("%1 on %2").arg(name(), shown(role.scopeName.isEmpty() ? role.scope : role.scopeName));
    }
    QString operator()(const trust::AppPermissionGrant &permission) const
    {
        return tr("%1 of %2").arg(name(), shown(permission.resourceName));
    }
    QString operator()(const trust::Secret &secret) const
    {
        return (secret.kind == trust::SecretKind::Password          ? tr("client secret %1")
                    : secret.kind == trust::SecretKind::Certificate ? tr("certificate %1")
                                                                    : tr("key %1"))
            .arg(name());
    }
};

// What it means for whoever signs in as the identity.
struct Consequence
{
    const trust::Operation &operation;

    [[nodiscard]] QString who() const { return shown(operation.identityName); }

    QString operator()(const trust::NewIdentity & /*identity*/) const
    {
        if (!operation.removes) {
            return isManaged(operation)
                ? tr("A managed identity of this name is created. Nobody outside Azure can sign in as it before it has "
                     "a credential.")
                : tr("An app registration of this name and its service principal are created. Nobody can sign in as it "
                     "before it has a credential.");
        }
        return isManaged(operation)
            ? tr("Nobody can sign in as %1 any more, and what it was granted goes with it. It cannot be restored.")
                  .arg(who())
            : tr("Nobody can sign in as %1 any more, and what it was granted goes with it. The directory keeps it "
                 "among "
                 "its deleted items for 30 days.")
                  .arg(who());
    }
    QString operator()(const trust::AzureRoleGrant &role) const
    {
        const QString scope = shown(role.scopeName.isEmpty() ? role.scope : role.scopeName);
        return (operation.removes
                    ? tr("Workloads that sign in as %1 and need %2 on %3 are refused from then on.")
                    : tr("Whoever can sign in as %1 has %2 on %3 and everything below it. It can take minutes until "
                         "every service knows it."))
            .arg(who(), shown(operation.name()), scope);
    }
    QString operator()(const trust::AppPermissionGrant &permission) const
    {
        return (operation.removes ? tr("Workloads that sign in as %1 and need %2 of %3 are refused from then on.")
                                  : tr("Whoever can sign in as %1 has %2 of %3 in the whole tenant, without a person "
                                       "being signed in."))
            .arg(who(), shown(operation.name()), shown(permission.resourceName));
    }
    QString operator()(const trust::Secret & /*secret*/) const
    {
        return tr("Whoever still signs in as %1 with it is refused from then on. It cannot be undone: the service "
                  "tells "
                  "no secret and no private key again.")
            .arg(who());
    }
};

} // namespace

QString fieldTitle(const QString &field)
{
    if (field == u"name")
        return tr("Name");
    if (field == u"issuer")
        return tr("Issuer");
    if (field == u"subject")
        return tr("Subject");
    if (field == u"claimsMatchingExpression")
        return tr("Expression");
    if (field == u"audiences")
        return tr("Audience");
    if (field == u"displayName")
        return tr("Display name");
    if (field == u"location")
        return tr("Region");
    if (field == u"role")
        return tr("Azure role");
    if (field == u"permission")
        return tr("Permission");
    if (field == u"scope")
        return tr("Scope");
    if (field == u"resource")
        return tr("Resource");
    if (field == u"secret")
        return tr("Client secret");
    if (field == u"certificate")
        return tr("Certificate");
    if (field == u"ends")
        return tr("Ends");
    return tr("Description");
}

void addFieldLines(QVBoxLayout *layout, const Appearance &appearance, const trust::Operation &operation)
{
    const auto add = [&](const QString &field, DiffLine::Change change, const QString &value, const QString &other) {
        auto *line = new DiffLine(appearance, field, change, value);
        if (change != DiffLine::Change::Same && !other.isEmpty())
            line->setMarked(changedRanges(shown(value), shown(other)));
        layout->addWidget(line);
        return line;
    };
    const QList<trust::FieldChange> changes = trust::fieldChanges(operation);
    for (const trust::FieldChange &change : changes) {
        const QString title = fieldTitle(change.field);
        if (!change.isChanged()) {
            add(title, DiffLine::Change::Same, change.after, {});
            continue;
        }
        if (!change.before.isEmpty())
            add(title, DiffLine::Change::Removed, change.before, change.after);
        if (change.after.isEmpty())
            continue;
        DiffLine *line = add(title, DiffLine::Change::Added, change.after, change.before);
        if (!change.before.isEmpty())
            line->setFieldHidden();
    }
}

QString verbOf(const trust::Operation &operation)
{
    if (operation.belonging)
        return std::visit(Verb{operation.removes}, *operation.belonging);
    switch (operation.kind()) {
    case trust::OperationKind::Create:
        return tr("Add");
    case trust::OperationKind::Update:
        return tr("Update");
    case trust::OperationKind::Delete:
        return tr("Remove");
    }
    Q_UNREACHABLE();
}

QString objectOf(const trust::Operation &operation)
{
    if (operation.belonging)
        return std::visit(Object{operation}, *operation.belonging);
    return shown(operation.credentialName());
}

QString consequenceOf(const trust::Operation &operation)
{
    if (operation.belonging)
        return std::visit(Consequence{operation}, *operation.belonging);
    const QString identity = shown(operation.identityName);
    switch (operation.kind()) {
    case trust::OperationKind::Create:
        return tr("From then on whoever controls this issuer and subject can sign in as %1. It can take minutes until "
                  "every token server knows it.")
            .arg(identity);
    case trust::OperationKind::Update:
        return tr("Workloads that match the old values can no longer sign in as %1 once this is written.")
            .arg(identity);
    case trust::OperationKind::Delete:
        return tr("Workloads that match it can no longer sign in as %1.").arg(identity);
    }
    Q_UNREACHABLE();
}

QString phaseWords(workspace::OperationPhase phase)
{
    switch (phase) {
    case workspace::OperationPhase::Waiting:
        return tr("Waiting");
    case workspace::OperationPhase::Checking:
        return tr("Checking that nothing changed meanwhile");
    case workspace::OperationPhase::Writing:
        return tr("Writing");
    case workspace::OperationPhase::ReadingBack:
        return tr("Reading back what the service holds");
    case workspace::OperationPhase::Written:
        return tr("Written");
    case workspace::OperationPhase::Failed:
        return tr("Not written");
    case workspace::OperationPhase::Unknown:
        return tr("It is not known whether this was written");
    case workspace::OperationPhase::NotStarted:
        return tr("Not started");
    }
    Q_UNREACHABLE();
}

} // namespace symbolon::ui
