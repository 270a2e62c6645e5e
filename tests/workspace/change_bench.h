// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "demo_workspace.h"
#include "workspace/applier.h"

#include <optional>

namespace symbolon::test {

inline trust::FederatedCredential credential(const QString &name)
{
    trust::FederatedCredential one;
    one.name = name;
    one.issuer = QStringLiteral("https://token.actions.githubusercontent.com");
    one.subject = QStringLiteral("repo:contoso/notes:environment:") + name;
    one.audiences = {QStringLiteral("api://AzureADTokenExchange")};
    return one;
}

inline trust::Operation operation(const workspace::IdentityRow &row, std::optional<trust::FederatedCredential> before,
                                  std::optional<trust::FederatedCredential> after)
{
    trust::Operation one;
    one.identity = row.key();
    one.identityName = row.identity.displayName;
    one.before = std::move(before);
    one.after = std::move(after);
    return one;
}

// Waits for the end; an error stops the test.
inline void awaitEnd(Future<void> future)
{
    QObject context;
    bool ended = false;
    whenDone(std::move(future), &context, [&ended](const Result<void> &) { ended = true; });
    DemoWorkspace::waitUntil([&ended] { return ended; });
}

template<typename T>
T awaited(Future<T> future)
{
    QObject context;
    std::optional<Result<T>> ended;
    whenDone(std::move(future), &context, [&ended](Result<T> result) { ended = std::move(result); });
    DemoWorkspace::waitUntil([&ended] { return ended.has_value(); });
    if (!*ended)
        throw std::runtime_error(qPrintable(oneLine(ended->error())));
    return **ended;
}

// The newest journal; there is one.
inline workspace::LoggedChanges only(DemoWorkspace &demo)
{
    const auto all = awaited(demo.workspace().applier().logged());
    if (all.isEmpty())
        throw std::runtime_error("no journal");
    return all.constFirst();
}

} // namespace symbolon::test
