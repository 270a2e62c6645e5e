// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace symbolon::risk {

// Whether a wildcard pattern (`*` any run, `?` one character) can match the subject of some pull request run:
// "repo:OWNER/NAME:pull_request", with any owner and name that hold neither ':' nor '/' (GitHub: OpenID Connect
// reference). Exact, so that "repo:contoso/app:ref:refs/heads/*" is not blamed for a branch name that git does not
// allow. Work: pattern × shape.
[[nodiscard]] bool canMatchPullRequest(const QString &pattern);

} // namespace symbolon::risk
