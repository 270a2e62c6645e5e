// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QMap>
#include <QString>
#include <QStringList>

#include <functional>

namespace symbolon::presets {

// Replaces every "{key}" of a template by what `value` says for the key. Braces without a partner stay as they are.
[[nodiscard]] QString fill(const QString &text, const std::function<QString(const QString &key)> &value);

// The keys of a template, in order, each as often as it stands there.
[[nodiscard]] QStringList keysOf(const QString &text);

// The field behind a key: "tenantId" of "tenantId|b64guid".
[[nodiscard]] QString fieldOf(const QString &key);

// The template as an anchored regular expression: "{key}" becomes a group named key that takes what `within` says, a
// second "{key}" a reference back to it; "{key|transform}" takes what `within` says and remembers nothing, because the
// way back is not always there; everything else stands for itself.
[[nodiscard]] QString asPattern(const QString &text, const std::function<QString(const QString &key)> &within);

} // namespace symbolon::presets
