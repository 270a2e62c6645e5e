// SPDX-License-Identifier: Apache-2.0
#include "trust/change_set.h"

#include <utility>

namespace symbolon::trust {
namespace {

using Reader = QString (*)(const FederatedCredential &);

struct NamedField
{
    const char16_t *name;
    Reader read;
};

constexpr NamedField fields[] = {
    {u"name", [](const FederatedCredential &c) { return c.name; }},
    {u"issuer", [](const FederatedCredential &c) { return c.issuer; }},
    {u"subject", [](const FederatedCredential &c) { return c.subject.value_or(QString()); }},
    {u"claimsMatchingExpression",
     [](const FederatedCredential &c) { return c.expression ? c.expression->value : QString(); }},
    {u"audiences", [](const FederatedCredential &c) { return c.audiences.join(u", "); }},
    {u"description", [](const FederatedCredential &c) { return c.description; }},
};

// One side of a belonging's fields; the other is empty.
QList<std::pair<QString, QString>> fieldsOf(const Belonging &belonging)
{
    using Fields = QList<std::pair<QString, QString>>;
    if (const auto *identity = std::get_if<NewIdentity>(&belonging))
        return Fields{{QStringLiteral("displayName"), identity->displayName},
                      {QStringLiteral("location"), identity->location}};
    if (const auto *role = std::get_if<AzureRoleGrant>(&belonging))
        return Fields{{QStringLiteral("role"), nameOf(belonging)}, {QStringLiteral("scope"), role->scope}};
    if (const auto *permission = std::get_if<AppPermissionGrant>(&belonging))
        return Fields{{QStringLiteral("permission"), nameOf(belonging)},
                      {QStringLiteral("resource"), permission->resourceName}};
    const auto &secret = std::get<Secret>(belonging);
    return Fields{
        {secret.kind == SecretKind::Password ? QStringLiteral("secret") : QStringLiteral("certificate"),
         nameOf(belonging)},
        {QStringLiteral("ends"), secret.end.isValid() ? secret.end.toUTC().toString(Qt::ISODate) : QString()}};
}

} // namespace

QString uniqueNameOf(const IdentityKey &identity)
{
    return QStringLiteral("symbolon-") + identity.id.toLower();
}

QList<FieldChange> fieldChanges(const Operation &operation)
{
    QList<FieldChange> result;
    if (operation.belonging) {
        const auto sides = fieldsOf(*operation.belonging);
        for (const auto &side : sides) {
            if (!side.second.isEmpty())
                result.append({side.first, operation.removes ? side.second : QString(),
                               operation.removes ? QString() : side.second});
        }
        return result;
    }
    for (const NamedField &field : fields) {
        FieldChange change{QString::fromUtf16(field.name), operation.before ? field.read(*operation.before) : QString(),
                           operation.after ? field.read(*operation.after) : QString()};
        if (!change.before.isEmpty() || !change.after.isEmpty())
            result.append(std::move(change));
    }
    return result;
}

} // namespace symbolon::trust
