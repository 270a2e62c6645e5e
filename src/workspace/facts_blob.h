// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "store/blob.h"
#include "workspace/facts.h"
#include "workspace/sync_state.h"

namespace symbolon::workspace {

// The facts' objects as a snapshot keeps them. Each write() names all members of its type, so that a new one does not
// compile until it is written there and read beside it.
void write(store::BlobWriter &blob, const Error &error);
void write(store::BlobWriter &blob, const trust::Part &part);
void write(store::BlobWriter &blob, const trust::Tenant &tenant);
void write(store::BlobWriter &blob, const SourceState &state);
void write(store::BlobWriter &blob, const trust::Owner &owner);
void write(store::BlobWriter &blob, const trust::Secret &secret);
void write(store::BlobWriter &blob, const ChangeMark &mark);
// As it was listed: what assemble() joins to it comes from the other facts.
void write(store::BlobWriter &blob, const trust::Identity &identity);
void write(store::BlobWriter &blob, const cloud::ServicePrincipal &principal);
void write(store::BlobWriter &blob, const cloud::AppRoleAssignment &assignment);
void write(store::BlobWriter &blob, const cloud::DirectoryRoleAssignment &assignment);
void write(store::BlobWriter &blob, const cloud::Membership &membership);
void write(store::BlobWriter &blob, const cloud::Subscription &subscription);
void write(store::BlobWriter &blob, const cloud::AzureRoleAssignment &assignment);
void write(store::BlobWriter &blob, const cloud::AzureRole &role);

void read(store::BlobReader &blob, Error &error);
void read(store::BlobReader &blob, trust::Part &part);
void read(store::BlobReader &blob, trust::Tenant &tenant);
void read(store::BlobReader &blob, SourceState &state);
void read(store::BlobReader &blob, trust::Owner &owner);
void read(store::BlobReader &blob, trust::Secret &secret);
void read(store::BlobReader &blob, ChangeMark &mark);
void read(store::BlobReader &blob, trust::Identity &identity);
void read(store::BlobReader &blob, cloud::ServicePrincipal &principal);
void read(store::BlobReader &blob, cloud::AppRoleAssignment &assignment);
void read(store::BlobReader &blob, cloud::DirectoryRoleAssignment &assignment);
void read(store::BlobReader &blob, cloud::Membership &membership);
void read(store::BlobReader &blob, cloud::Subscription &subscription);
void read(store::BlobReader &blob, cloud::AzureRoleAssignment &assignment);
void read(store::BlobReader &blob, cloud::AzureRole &role);

template<typename Item>
void writeList(store::BlobWriter &blob, const QList<Item> &items)
{
    blob.number(static_cast<quint64>(items.size()));
    for (const Item &item : items)
        write(blob, item);
}

template<typename Item>
[[nodiscard]] QList<Item> readList(store::BlobReader &blob)
{
    const qsizetype count = blob.count();
    QList<Item> items;
    for (qsizetype i = 0; i < count && blob.ok(); ++i) {
        Item item;
        read(blob, item);
        items.append(std::move(item));
    }
    return items;
}

} // namespace symbolon::workspace
