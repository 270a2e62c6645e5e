// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "trust/change_set.h"

#include <QString>

namespace symbolon::exports {

// What an operation is about, as the service of its plane returns it before and after. Indented JSON in ASCII, hostile
// characters escaped, a line feed between lines; empty: there is nothing.
struct WireBodies
{
    QString before;
    QString after;
};

// Microsoft Graph: federatedIdentityCredential; Azure Resource Manager: Microsoft.ManagedIdentity/userAssignedIdentities/
// federatedIdentityCredentials (2023-01-31, with an expression 2025-01-31-preview). Members that only the service knows
// (@odata.…, the id of what is not there yet) are left out. Of belongings: what is asked for.
[[nodiscard]] WireBodies wireBodies(const trust::Operation &operation);

} // namespace symbolon::exports
