// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/identities/permissions_tab.h"

#include "ui/models/identity_text.h"
#include "ui/models/permission_model.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/headerview.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/plane.h"
#include "ui/widgets/severitybadge.h"
#include "ui/widgets/statepane.h"
#include "ui/widgets/tableview.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include <algorithm>

namespace symbolon::ui {

namespace {
constexpr int tierWidth = 196;
constexpr int privilegeLeast = 150;
} // namespace

PermissionsTab::PermissionsTab(Context &context, QWidget *parent)
    : QWidget(parent)
    , m_missing(new Plane(context.appearance, Plane::Tone::Sunken, Qt::BottomEdge, this))
    , m_missingText(new PlainLabel(context.appearance, TextStyle::Secondary, Ink::Text2, m_missing))
    , m_model(new PermissionModel(context.workspace.ruleBook().privileges(), this))
    , m_table(new TableView(context.appearance, context.clipboard, tr("Roles and permissions"), this))
    , m_empty(new StatePane(context.appearance, context.clipboard, this))
{
    const Theme &theme = context.appearance.theme();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *missing = new QVBoxLayout(m_missing);
    missing->setContentsMargins(theme.px(metrics::space4), theme.px(10), theme.px(metrics::space4), theme.px(10));
    missing->setSpacing(theme.px(metrics::space1));
    auto *badge = new SeverityBadge(context.appearance, Level::None, m_missing);
    badge->setLevel(Level::Medium, tr("Not everything is known"));
    m_missingText->setWordWrap(true);
    missing->addWidget(badge);
    missing->addWidget(m_missingText);
    layout->addWidget(m_missing);
    m_table->setModel(m_model);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_empty, 1);
}

void PermissionsTab::setCompactRows(bool compact)
{
    m_table->setRowHeight(compact ? metrics::rowTwoLineCompact : metrics::rowTwoLine);
}

void PermissionsTab::setIdentity(const trust::Identity &identity)
{
    m_model->setPrivileges(identity.privileges);
    trust::Identity permissionsOnly = identity;
    permissionsOnly.credentialsPart.state = trust::Knowledge::Known;
    const QString missing = missingParts(permissionsOnly);
    m_missing->setVisible(!missing.isEmpty());
    QStringList sentences = missing.split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    m_missingText->setValue(sentences.join(QLatin1Char(' ')));
    const bool any = !identity.privileges.isEmpty();
    m_table->setVisible(any);
    m_empty->setVisible(!any);
    if (any)
        return;
    if (missing.isEmpty())
        m_empty->setState(StatePane::State::Empty,
                          tr("This identity has no directory role, no application permission "
                             "and no Azure role."));
    else
        m_empty->setState(StatePane::State::Empty, tr("No permission is known yet."));
}

void PermissionsTab::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_table->setColumnWidth(0, std::max(privilegeLeast, m_table->width() - tierWidth));
}

} // namespace symbolon::ui
