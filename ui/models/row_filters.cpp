// SPDX-License-Identifier: Apache-2.0
#include "ui/models/row_filters.h"

#include <algorithm>

namespace symbolon::ui {

namespace {

bool privilegeHolds(const workspace::IdentityRow &row, PrivilegeChoice choice)
{
    switch (choice) {
    case PrivilegeChoice::Any:
        return true;
    case PrivilegeChoice::TierZero:
        return row.highestIsTierZero;
    case PrivilegeChoice::HighOrAbove:
        return row.highestWeight && *row.highestWeight >= risk::Severity::High;
    case PrivilegeChoice::None:
        return row.identity.privileges.isEmpty() && row.identity.directoryRolesPart.isKnown()
            && row.identity.appPermissionsPart.isKnown() && row.identity.azureRolesPart.isKnown();
    }
    return true;
}

} // namespace

bool IdentityFilter::isNarrow() const
{
    IdentityFilter wide;
    wide.onlyWithCredentials = onlyWithCredentials;
    return !(*this == wide);
}

bool IdentityFilter::accepts(const workspace::IdentityRow &row) const
{
    if (onlyWithCredentials && row.identity.credentials.isEmpty())
        return false;
    if (kind && row.identity.key.kind != *kind)
        return false;
    if (riskAtLeast && (!row.risk || *row.risk < *riskAtLeast))
        return false;
    if (!platform.isEmpty()
        && std::none_of(row.platforms.cbegin(), row.platforms.cend(),
                        [this](const presets::Platform &candidate) { return candidate.name == platform; })) {
        return false;
    }
    return privilegeHolds(row, privilege);
}

bool CredentialFilter::isNarrow() const
{
    return !(*this == CredentialFilter());
}

bool CredentialFilter::accepts(const workspace::CredentialRow &row) const
{
    if (kind && row.identity.kind != *kind)
        return false;
    if (riskAtLeast && (!row.risk || *row.risk < *riskAtLeast))
        return false;
    return platform.isEmpty() || row.platform.name == platform;
}

} // namespace symbolon::ui
