// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/common/choice_chip.h"

#include "base/shown.h"
#include "ui/widgets/chip.h"

#include <QAction>
#include <QMenu>

#include <utility>

namespace symbolon::ui {

ChoiceChip::ChoiceChip(const Appearance &appearance, const QString &label, std::function<QStringList()> options,
                       QWidget *parent)
    : QObject(parent)
    , m_chip(new Chip(appearance, label, parent))
    , m_options(std::move(options))
{
    m_chip->setChevron(true);
    connect(m_chip, &Chip::clicked, this, &ChoiceChip::openMenu);
    connect(m_chip, &Chip::cleared, this, [this] {
        setChosen({});
        Q_EMIT chosen();
    });
}

void ChoiceChip::setChosen(const QString &label)
{
    m_current = label;
    m_chip->setValue(label);
}

int ChoiceChip::index() const
{
    return static_cast<int>(m_options().indexOf(m_current));
}

void ChoiceChip::openMenu()
{
    auto *menu = new QMenu(m_chip);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QStringList options = m_options();
    for (const QString &label : options) {
        QString text = shown(label);
        QAction *action = menu->addAction(text.replace(QLatin1Char('&'), QStringLiteral("&&")));
        action->setCheckable(true);
        action->setChecked(label == m_current);
        connect(action, &QAction::triggered, this, [this, label] {
            setChosen(label);
            Q_EMIT chosen();
        });
    }
    if (!m_current.isEmpty()) {
        menu->addSeparator();
        connect(menu->addAction(tr("Any")), &QAction::triggered, m_chip, &Chip::cleared);
    }
    menu->popup(m_chip->mapToGlobal(QPoint(0, m_chip->height() + 2)));
}

} // namespace symbolon::ui
