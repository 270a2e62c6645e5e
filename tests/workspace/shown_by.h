// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "workspace/row_filter.h"
#include "workspace/workspace.h"

#include <cstdint>

namespace symbolon::test {

// How many identities a filter of terms alone shows; -1: it is no filter.
inline int shownBy(const workspace::Workspace &workspace, const char *filter)
{
    const auto query =
        workspace::identityQuery(workspace.identities(), QString::fromLatin1(filter), QDateTime::currentDateTimeUtc());
    if (!query)
        return -1;
    int count = 0;
    for (qsizetype i = 0; i < workspace.identities().size(); ++i)
        count += !query->accept || query->accept(static_cast<std::uint32_t>(i)) ? 1 : 0;
    return count;
}

} // namespace symbolon::test
