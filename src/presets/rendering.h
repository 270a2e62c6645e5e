// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "presets/catalogue_data.h"

#include <optional>

namespace symbolon::presets {

// Whether a field counts with these values: the choice it depends on is taken, and counts itself.
[[nodiscard]] bool isCounted(const Preset &preset, const PresetField &field, const QMap<QString, QString> &values);

// A template with the values of a form in it. Values are never read as templates themselves.
[[nodiscard]] QString filled(const PresetTemplates &templates, const QString &text,
                             const QMap<QString, QString> &values);

// Every way to read a credential back: one for each combination of what the template's parts depend on.
[[nodiscard]] QList<Reading> readingsOf(const Preset &preset, const PresetTemplates &templates);

// The form's values as this reading finds them in a credential's texts; nullopt where they do not fit. `match` is the
// subject or the expression. What it finds need not render back to the same texts: the caller has to look.
[[nodiscard]] std::optional<QMap<QString, QString>> readBack(const Preset &preset, const PresetTemplates &templates,
                                                             const Reading &reading, const QString &issuer,
                                                             const QString &match, const QString &audience);

} // namespace symbolon::presets
