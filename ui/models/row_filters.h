// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "risk/verdict.h"
#include "workspace/rows.h"

#include <QString>

#include <optional>

namespace symbolon::ui {

// What the tables narrow by: a text in the language of workspace/row_filter.h, which has been found to be right, and
// chips that were chosen. Values; judged in a worker.

// How strong the strongest privilege is, as the Privilege chip offers it.
enum class PrivilegeChoice {
    Any,
    TierZero,    // control of the whole tenant
    HighOrAbove, // shown as high or critical on its own
    None,        // everything was read, and there is none
};

struct IdentityFilter
{
    QString text;
    bool onlyWithCredentials = true;
    std::optional<trust::IdentityKind> kind;
    QString platform; // a platform's name; empty: any
    PrivilegeChoice privilege = PrivilegeChoice::Any;
    std::optional<risk::Severity> riskAtLeast;

    // Anything narrows beside `onlyWithCredentials`.
    [[nodiscard]] bool isNarrow() const;
    // Whether the chips let the row through; the text is a query's.
    [[nodiscard]] bool accepts(const workspace::IdentityRow &row) const;

    bool operator==(const IdentityFilter &) const = default;
};

struct CredentialFilter
{
    QString text;
    std::optional<trust::IdentityKind> kind;
    QString platform;
    std::optional<risk::Severity> riskAtLeast;

    [[nodiscard]] bool isNarrow() const;
    [[nodiscard]] bool accepts(const workspace::CredentialRow &row) const;

    bool operator==(const CredentialFilter &) const = default;
};

} // namespace symbolon::ui
