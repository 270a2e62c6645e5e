// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/headerview.h"

#include "ui/theme/metrics.h"

#include <QAction>
#include <QMenu>

namespace symbolon::ui {

HeaderView::HeaderView(const Appearance &appearance, QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent)
{
    setSectionsClickable(true);
    setSectionsMovable(true);
    setHighlightSections(false);
    setStretchLastSection(true);
    setSectionResizeMode(QHeaderView::Interactive);
    setResizeContentsPrecision(0); // the rows on screen
    setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    setMinimumSectionSize(appearance.theme().px(56));
    setFixedHeight(appearance.theme().px(metrics::tableHeader));
    setAccessibleName(tr("Columns"));
    setContextMenuPolicy(Qt::CustomContextMenu);
    connect(this, &QWidget::customContextMenuRequested, this, &HeaderView::showColumnsMenu);
}

QMenu *HeaderView::makeColumnsMenu(QWidget *parent)
{
    auto *const menu = new QMenu(parent);
    const int visible = count() - hiddenSectionCount();
    for (int visual = 0; visual < count(); ++visual) {
        const int section = logicalIndex(visual);
        QString title = model()->headerData(section, Qt::Horizontal, Qt::DisplayRole).toString();
        title.replace(QLatin1Char('&'), QStringLiteral("&&"));
        QAction *const action = menu->addAction(title);
        action->setCheckable(true);
        action->setChecked(!isSectionHidden(section));
        action->setEnabled(isSectionHidden(section) || visible > 1);
        connect(action, &QAction::toggled, this, [this, section](bool on) {
            Q_EMIT columnsChosen();
            setSectionHidden(section, !on);
        });
    }
    return menu;
}

void HeaderView::showColumnsMenu(const QPoint &position)
{
    QMenu *const menu = makeColumnsMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->popup(mapToGlobal(position));
}

} // namespace symbolon::ui
