// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/common/list_stack.h"

#include "ui/pages/common/sync_text.h"
#include "ui/widgets/statepane.h"

namespace symbolon::ui {

using workspace::SyncPhase;

ListStack::ListStack(const Context &context, QWidget *list, QWidget *parent)
    : QStackedWidget(parent)
    , m_context(context)
    , m_list(list)
    , m_pane(new StatePane(context.appearance, context.clipboard, this))
{
    addWidget(list);
    addWidget(m_pane);
    m_pane->setObjectName(QStringLiteral("listState"));
    connect(m_pane, &StatePane::actionTriggered, this, &ListStack::act);
}

void ListStack::setRowHeight(int pixels)
{
    m_pane->setRowHeight(pixels);
}

void ListStack::show(const ListFacts &facts)
{
    if (facts.shown > 0 || (!facts.settled && facts.known > 0)) {
        setCurrentWidget(m_list);
        return;
    }
    const workspace::SyncState &sync = m_context.workspace.syncState();
    const bool running = sync.phase == SyncPhase::Running || sync.phase == SyncPhase::NotStarted || !facts.settled;
    if (facts.known > 0 && facts.narrowed) {
        // Never "nothing matches" before the last page was read.
        const QString title = running ? tr("No match so far, still reading.") : facts.filteredTitle;
        m_pane->setState(StatePane::State::Filtered, title, {}, tr("Clear filter"));
    } else if (running) {
        const QString progress = progressText(sync);
        m_pane->setState(StatePane::State::Loading, progress.isEmpty() ? tr("Reading the tenant") : progress);
    } else if (const auto failure = failureText(sync, m_context.clock())) {
        m_pane->setState(StatePane::State::Error, failure->title, failure->text, tr("Retry"));
        m_pane->setCode(failure->details.section(QLatin1Char('\n'), 1, 1));
    } else if (sync.phase == SyncPhase::Cancelled) {
        m_pane->setState(StatePane::State::Empty, tr("Reading was cancelled."), {}, tr("Read the tenant"));
    } else {
        m_pane->setState(StatePane::State::Empty, facts.emptyTitle, facts.emptyText, tr("Refresh"));
    }
    setCurrentWidget(m_pane);
}

void ListStack::act()
{
    switch (m_pane->state()) {
    case StatePane::State::Filtered:
        Q_EMIT clearFilterAsked();
        return;
    case StatePane::State::Error:
        m_context.workspace.retryFailed();
        return;
    default:
        m_context.workspace.sync();
    }
}

} // namespace symbolon::ui
