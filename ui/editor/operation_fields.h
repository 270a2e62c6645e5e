// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "trust/change_set.h"
#include "ui/theme/appearance.h"
#include "workspace/apply.h"

class QVBoxLayout;

namespace symbolon::ui {

// The name of a trust::FieldChange's field, for people.
[[nodiscard]] QString fieldTitle(const QString &field);

// Adds a line for each field of the operation: what stays, what goes and what comes, with the words that differ marked.
void addFieldLines(QVBoxLayout *layout, const Appearance &appearance, const trust::Operation &operation);

// What is done, in one word ("Add", "Grant", "Retire"), and to what: "ci", "app registration payments", "Reader on
// rg-payments-prod", "client secret old". Hostile text made visible.
[[nodiscard]] QString verbOf(const trust::Operation &operation);
[[nodiscard]] QString objectOf(const trust::Operation &operation);

// What carrying it out means for whoever signs in with it.
[[nodiscard]] QString consequenceOf(const trust::Operation &operation);

// How far an operation is: "Checking that nothing changed meanwhile".
[[nodiscard]] QString phaseWords(workspace::OperationPhase phase);

} // namespace symbolon::ui
