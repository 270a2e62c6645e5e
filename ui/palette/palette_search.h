// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "store/table.h"
#include "ui/theme/glyph.h"
#include "workspace/rows.h"

#include <QList>
#include <QString>

namespace symbolon::ui {

// An action as the palette offers it.
struct PaletteAction
{
    QString id;
    QString title;
    QString shortcut; // as people read it; may be empty
    QString blocked;  // why it cannot be done now; empty: it can
};

// What may be found. Cheap to copy: the tables share their rows.
struct PaletteSource
{
    store::Table<workspace::IdentityRow> identities;
    store::Table<workspace::CredentialRow> credentials;
    QList<PaletteAction> actions;
};

struct PaletteHit
{
    enum class Kind { Action, Identity, Issuer, Credential };

    Kind kind = Kind::Action;
    QString title;  // hostile text
    QString detail; // hostile text
    Glyph glyph = Glyph::None;
    bool isBlocked = false;
    trust::IdentityKey identity; // Identity, Credential
    QString name;                // an action's id, an issuer, a credential's name

    // Whether both lead to the same.
    [[nodiscard]] bool isSameAs(const PaletteHit &other) const
    {
        return kind == other.kind && identity == other.identity && name == other.name;
    }
};

// The best of what holds every word of the text, best first: a title that begins with it before one that holds it, that
// before what holds it elsewhere. "> " looks among actions alone, "@" among identities, "#" among credentials. No text
// finds nothing but actions. Pure; made for a worker.
[[nodiscard]] QList<PaletteHit> paletteHits(const PaletteSource &source, const QString &text);

// At most so many of one kind are listed.
inline constexpr int paletteHitsPerKind = 8;

} // namespace symbolon::ui
