// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/appearance.h"

#include <QAction>
#include <QHash>
#include <QKeySequence>
#include <QList>
#include <QObject>
#include <QString>

namespace symbolon::ui {

// Every action of the window by a stable name. Menus and the shortcut sheet read from here, so that nothing can be done
// that is listed nowhere.
class Actions final : public QObject
{
    Q_OBJECT

public:
    explicit Actions(const Appearance &appearance, QObject *parent = nullptr);

    // Adds an action; `id` is new. `shortcut` may be empty.
    QAction *add(const QString &id, const QString &text, const QKeySequence &shortcut = {}, Glyph glyph = Glyph::None);
    // The action of this name; it exists.
    [[nodiscard]] QAction *at(const QString &id) const;
    [[nodiscard]] QList<QAction *> all() const { return m_order; }

    // What the action is called, without the sign of its mnemonic.
    [[nodiscard]] static QString plainText(const QAction *action);

    // Disables an action and says why in its tool tip and status tip; an empty reason enables it.
    static void setBlocked(QAction *action, const QString &reason);

private:
    const Appearance &m_appearance;
    QHash<QString, QAction *> m_byId;
    QList<QAction *> m_order;
};

} // namespace symbolon::ui
