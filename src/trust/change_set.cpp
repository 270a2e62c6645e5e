// SPDX-License-Identifier: Apache-2.0
#include "trust/change_set.h"

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

} // namespace

QList<FieldChange> fieldChanges(const Operation &operation)
{
    QList<FieldChange> result;
    for (const NamedField &field : fields) {
        FieldChange change{QString::fromUtf16(field.name), operation.before ? field.read(*operation.before) : QString(),
                           operation.after ? field.read(*operation.after) : QString()};
        if (!change.before.isEmpty() || !change.after.isEmpty())
            result.append(std::move(change));
    }
    return result;
}

} // namespace symbolon::trust
