// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/identities/history_tab.h"

#include "ui/pages/common/verdict_parts.h"
#include "ui/pages/identities/history_section.h"

#include <QVBoxLayout>

namespace symbolon::ui {

HistoryTab::HistoryTab(Context &context, QWidget *parent)
    : ScrollColumn(context.appearance, tr("History of this identity"), parent)
    , m_context(context)
{
    setObjectName(QStringLiteral("historyOfIdentity"));
}

void HistoryTab::setIdentity(const trust::IdentityKey &key)
{
    if (m_key == key)
        return; // the section follows what is read by itself
    m_key = key;
    fillWhenSeen();
}

void HistoryTab::fill()
{
    QVBoxLayout *layout = restart();
    verdictparts::addHeading(m_context, layout, tr("Changes of its credentials"));
    auto *history = new HistorySection(m_context);
    layout->addWidget(history);
    history->setIdentity(m_key);
}

} // namespace symbolon::ui
