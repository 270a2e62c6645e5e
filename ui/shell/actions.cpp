// SPDX-License-Identifier: Apache-2.0
#include "ui/shell/actions.h"

#include "ui/widgets/plaintooltip.h"

#include <QRegularExpression>

namespace symbolon::ui {

Actions::Actions(const Appearance &appearance, QObject *parent)
    : QObject(parent)
    , m_appearance(appearance)
{
}

QAction *Actions::add(const QString &id, const QString &text, const QKeySequence &shortcut, Glyph glyph)
{
    Q_ASSERT(!m_byId.contains(id));
    auto *action = new QAction(text, this);
    action->setObjectName(id);
    action->setShortcut(shortcut);
    if (glyph != Glyph::None)
        action->setIcon(m_appearance.icon(glyph));
    m_byId.insert(id, action);
    m_order.append(action);
    return action;
}

QAction *Actions::at(const QString &id) const
{
    QAction *action = m_byId.value(id);
    Q_ASSERT(action);
    return action;
}

QString Actions::plainText(const QAction *action)
{
    static const QRegularExpression mnemonic(QStringLiteral("&(?!&)"));
    QString text = action->text();
    text.remove(mnemonic);
    return text;
}

void Actions::setBlocked(QAction *action, const QString &reason)
{
    action->setEnabled(reason.isEmpty());
    action->setToolTip(reason.isEmpty() ? QString() : plainToolTip(reason));
    action->setStatusTip(reason);
}

} // namespace symbolon::ui
