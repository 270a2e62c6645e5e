// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/flow/flow_page.h"

#include "ui/flow/flow_view.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/plane.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace symbolon::ui {

FlowPage::FlowPage(Context &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_path(nullptr)
    , m_view(new FlowView(context.appearance, context.clipboard, context.askSavePath, this))
{
    setObjectName(QStringLiteral("flowPage"));
    const Theme &theme = context.appearance.theme();
    auto *header = new Plane(context.appearance, Plane::Tone::Page, Qt::BottomEdge, this);
    auto *row = new QHBoxLayout(header);
    row->setContentsMargins(theme.px(metrics::space3), theme.px(metrics::space2), theme.px(metrics::pageMargin),
                            theme.px(metrics::space2));
    row->setSpacing(theme.px(metrics::space2));
    auto *back = new IconButton(context.appearance, Glyph::ChevronLeft, tr("Back"), header);
    auto *title = new PlainLabel(context.appearance, TextStyle::PageTitle, Ink::Text, header);
    title->setValue(tr("Flow"));
    m_path = new PlainLabel(context.appearance, TextStyle::Body, Ink::Text2, header);
    m_path->setElide(Qt::ElideMiddle);
    row->addWidget(back);
    row->addWidget(title);
    row->addWidget(m_path, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(header);
    layout->addWidget(m_view, 1);
    connect(back, &QToolButton::clicked, this, &FlowPage::closed);
    connect(m_view, &FlowView::said, this, &FlowPage::said);
    connect(&context.workspace, &workspace::Workspace::credentialsChanged, this, &FlowPage::refresh);
}

void FlowPage::setCredential(const workspace::CredentialKey &key)
{
    m_key = key;
    refresh();
}

void FlowPage::refresh()
{
    const workspace::CredentialRow *row = m_context.workspace.credential(m_key);
    if (row == nullptr)
        return;
    m_path->setValue(tr("how a sign-in to %1 with %2 goes").arg(row->identityName(), row->credential->name));
    m_view->setNarration(m_context.workspace.narrate(m_key),
                         row->identityName() + QLatin1Char(' ') + row->credential->name);
}

} // namespace symbolon::ui
