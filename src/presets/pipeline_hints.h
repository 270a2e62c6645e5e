// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "presets/file_hints.h"
#include "presets/yaml_tree.h"

namespace symbolon::presets {

// The parts of hintsOf(), one for each kind of file; empty: it is of another kind.
[[nodiscard]] QList<FileHint> hintsOfWorkflow(const YamlNode &document);
[[nodiscard]] QList<FileHint> hintsOfGitlab(const YamlNode &document);
// For FileHint::clientIds: the client ID that a text is; none where it is something else, such as an expression.
[[nodiscard]] QStringList clientIdsIn(const QString &text);

} // namespace symbolon::presets
