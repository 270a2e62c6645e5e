// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QList>
#include <QPair>
#include <QString>
#include <QStringView>

namespace symbolon::presets {

// What a YAML text may hold at most: somebody else's file keeps nobody busy. What an alias repeats counts each time.
namespace yamlLimits {
inline constexpr qsizetype bytes = 256 * 1024;
inline constexpr int depth = 64;
inline constexpr int nodes = 50'000;
} // namespace yamlLimits

// A document as a tree of texts: what a scalar means (a number, a flag) is the reader's business.
struct YamlNode
{
    enum class Kind { Nothing, Scalar, Sequence, Mapping };

    Kind kind = Kind::Nothing;
    QString text;                            // Scalar
    QList<YamlNode> items;                   // Sequence
    QList<QPair<QString, YamlNode>> members; // Mapping, in the order of the file
    [[nodiscard]] bool isMapping() const { return kind == Kind::Mapping; }
    // The node below these keys, parted by dots; an empty one where there is none.
    [[nodiscard]] const YamlNode &at(QStringView path) const;
    // The text there; empty: none.
    [[nodiscard]] QString textAt(QStringView path) const { return at(path).text; }
    // One text, or each text of a list.
    [[nodiscard]] QStringList texts() const;
};

// The documents of a text; JSON is YAML, too. Errors: ErrorKind::Validation with one sentence, which repeats nothing of the
// text; a key that stands twice in one mapping is one (YAML 1.2.2, 3.2.1.1: keys are unique).
[[nodiscard]] Result<QList<YamlNode>> readYaml(const QByteArray &text);

} // namespace symbolon::presets
