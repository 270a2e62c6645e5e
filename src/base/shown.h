// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace symbolon {

// Text from a tenant, an issuer or a file as it may be put on a screen or a terminal: control, bidirectional,
// zero-width and other invisible characters become visible marks such as "⟨U+202E⟩", so that nothing reorders, hides
// or moves other text. Line feeds become "⟨U+000A⟩" too. Everything else, markup included, stays as it is; widgets show
// the result as plain text. Never apply it to a value that is compared or sent.
[[nodiscard]] QString shown(const QString &hostile);

// Whether shown() would change the text.
[[nodiscard]] bool hasInvisible(const QString &hostile);

// Whether this code point is one that shown() makes visible.
[[nodiscard]] bool isInvisible(char32_t codePoint);

} // namespace symbolon
