// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/shared.h"
#include "presets/platform.h"
#include "ui/widgets/cells.h"

#include <QList>

namespace symbolon::ui {

// The drawing of a platform from the catalogue; Glyph::OtherOidc where it has none of its own.
[[nodiscard]] Glyph glyphOf(const presets::Platform &platform);

// A name that fits a narrow column: "GitHub", "AKS", "Pipelines".
[[nodiscard]] QString shortNameOf(const presets::Platform &platform);

// With short names.
[[nodiscard]] QList<PlatformMark> marksOf(const QList<Shared<presets::Platform>> &platforms);

} // namespace symbolon::ui
