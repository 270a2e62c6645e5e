// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/glyph.h"
#include "ui/theme/ink.h"
#include "ui/theme/level.h"

#include <QList>
#include <QMetaType>
#include <QString>

#include <optional>

// What a table cell shows, as plain values. A page's model returns a Cell for CellRole beside the plain text for
// Qt::DisplayRole (which is what copying, sorting headers and assistive technology read; use Cell::plainText() unless
// there is something better). CellDelegate paints it; TableView shows its tooltip. A model without CellRole is painted
// from Qt::DisplayRole alone.
//
//     QVariant IdentityModel::data(const QModelIndex &index, int role) const
//     {
//         const Cell cell = …;
//         if (role == CellRole)
//             return QVariant::fromValue(cell);
//         if (role == Qt::DisplayRole)
//             return cell.plainText();
//         …
//
// Texts are raw: the delegate and the tooltip pass them through symbolon::shown(), so a model must not. Nothing is ever
// interpreted as markup.
namespace symbolon::ui {

enum CellRoles {
    CellRole = Qt::UserRole + 10, // Cell
    CopyRole,                     // QString: the exact value Ctrl+C puts on the clipboard; else DisplayRole
    IdRole,                       // QString: a stable key of the row, the same in every column
    GroupRole,                    // bool: the row is a group heading and spans the view
};

// One platform in a Platforms cell. A single one shows glyph and name, several show glyphs with names in the tooltip.
struct PlatformMark
{
    Glyph glyph = Glyph::OtherOidc;
    QString name;

    bool operator==(const PlatformMark &) const = default;
};

struct Cell
{
    enum class Kind : quint8 {
        Text,      // one line; `ink`, right-aligned when `alignRight`
        TwoLine,   // primary over secondary; with an icon tile in front when `glyph` is set
        Mono,      // one line of an identifier, elided in the middle; with a faint copy sign when hovered or selected
        Meter,     // a short bar and "19/20"; amber from `amberFrom`
        Platforms, // glyph tiles
        Privilege, // a tinted pill (with a key for tier 0) over a line that says where; plain text below High
        Severity,  // shape and word
        Time,      // a relative time; the absolute time in the tooltip
        Count,     // a number, right-aligned
        Badge,     // a small bordered or tinted word: "Open", "Fix staged"
        Group,     // a group heading: level shape, medium text, `secondary` beside it, `value` at the right end
    };

    Kind kind = Kind::Text;
    QString text;      // primary text; for Mono the full value
    QString secondary; // second line, small; empty: the primary is centred
    QString tooltip;   // plain text shown whether or not the cell is elided; empty: only elided text has a tooltip
    Glyph glyph = Glyph::None;
    Ink glyphInk = Ink::Text2; // TwoLine, Badge
    Level level = Level::None; // Severity, Privilege, Badge, Group; TwoLine: a shape at the right end
    std::optional<Ink> ink;    // of the primary text; default Text (Text2 for Time and Mono)
    bool secondaryMono = false;
    bool strong = true;  // TwoLine: medium weight for the primary
    bool accent = false; // Badge: on the accent's tint, for what the user has staged
    bool alignRight = false;
    bool elideMiddle = false; // subjects and addresses; Mono always does
    bool tierZero = false;    // Privilege
    int value = 0;            // Meter, Count
    int maximum = 0;          // Meter
    int amberFrom = 0;        // Meter: amber when value >= amberFrom (WIF-HYG-005); 0: never
    int shortTo = 0;          // Mono: show this many leading characters and "…"; 0: as much as fits
    QList<PlatformMark> platforms;

    bool operator==(const Cell &) const = default;

    [[nodiscard]] static Cell plain(const QString &text, std::optional<Ink> ink = {});
    [[nodiscard]] static Cell twoLine(const QString &text, const QString &secondary, Glyph glyph = Glyph::None);
    [[nodiscard]] static Cell mono(const QString &value, int shortTo = 0);
    [[nodiscard]] static Cell meter(int value, int maximum, int amberFrom);
    [[nodiscard]] static Cell platformMarks(const QList<PlatformMark> &platforms);
    // `level` Critical or High tints the pill; anything lower shows plain text. `where` is the scope line.
    [[nodiscard]] static Cell privilege(const QString &name, const QString &where, Level level, bool tierZero);
    // `word` replaces levelWord(level) where given.
    [[nodiscard]] static Cell severity(Level level, const QString &word = {});
    [[nodiscard]] static Cell time(const QString &relative, const QString &absolute, std::optional<Ink> ink = {});
    [[nodiscard]] static Cell count(int value);
    [[nodiscard]] static Cell group(const QString &text, const QString &secondary, int count,
                                    Level level = Level::None);
    [[nodiscard]] static Cell badge(const QString &word, Level level = Level::None, Glyph glyph = Glyph::None);

    // Everything the cell says in one line, for DisplayRole, copying and assistive technology: "Owner @ sub-prod",
    // "19/20", "GitHub, AKS".
    [[nodiscard]] QString plainText() const;
};

} // namespace symbolon::ui

Q_DECLARE_METATYPE(symbolon::ui::Cell)
