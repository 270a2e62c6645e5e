// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/identities/history_section.h"

#include "ui/models/identity_text.h"
#include "ui/pages/common/verdict_parts.h"
#include "ui/theme/metrics.h"

#include <QVBoxLayout>

#include <algorithm>

namespace symbolon::ui {

namespace {

constexpr qsizetype shownAtMost = 20;

Glyph glyphOf(store::CredentialEvent event)
{
    switch (event) {
    case store::CredentialEvent::Added:
        return Glyph::Add;
    case store::CredentialEvent::Found:
        return Glyph::Search;
    case store::CredentialEvent::Changed:
        return Glyph::Edit;
    case store::CredentialEvent::Removed:
        return Glyph::Delete;
    }
    Q_UNREACHABLE();
}

// Which parts differ: "subject, audiences".
QString changedParts(const trust::FederatedCredential &before, const trust::FederatedCredential &after)
{
    QStringList parts;
    if (before.issuer != after.issuer)
        parts.append(HistorySection::tr("issuer"));
    if (before.subject != after.subject)
        parts.append(HistorySection::tr("subject"));
    if (before.expression != after.expression)
        parts.append(HistorySection::tr("expression"));
    if (before.audiences != after.audiences)
        parts.append(HistorySection::tr("audiences"));
    if (before.description != after.description)
        parts.append(HistorySection::tr("description"));
    return parts.join(QStringLiteral(", "));
}

QString words(const store::CredentialChange &change)
{
    switch (change.event) {
    case store::CredentialEvent::Added:
        return HistorySection::tr("Added");
    case store::CredentialEvent::Found:
        return HistorySection::tr("Found when this identity was read for the first time");
    case store::CredentialEvent::Removed:
        return HistorySection::tr("Removed");
    case store::CredentialEvent::Changed:
        break;
    }
    const QString parts = change.before && change.after ? changedParts(*change.before, *change.after) : QString();
    return parts.isEmpty() ? HistorySection::tr("Changed") : HistorySection::tr("Changed: %1").arg(parts);
}

QString iso(const QDateTime &moment)
{
    return moment.toUTC().toString(Qt::ISODate);
}

} // namespace

HistorySection::HistorySection(Context &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
{
    setObjectName(QStringLiteral("identityHistory"));
    connect(&context.workspace, &workspace::Workspace::agesChanged, this, [this] {
        m_asked = false;
        if (isVisible())
            ask();
    });
}

void HistorySection::setIdentity(const trust::IdentityKey &key)
{
    m_key = key;
    m_asked = false;
    m_filled = false;
    verdictparts::addText(m_context, restart(), tr("Looking it up …"), Ink::Text3);
    if (isVisible())
        ask();
}

void HistorySection::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (!m_asked)
        ask();
}

void HistorySection::ask()
{
    m_asked = true;
    whenDone(m_context.workspace.history(m_key), this,
             [this, key = m_key](const Result<std::optional<store::IdentityHistory>> &answer) {
                 if (!(key == m_key))
                     return;
                 if (answer)
                     return fill(*answer);
                 m_filled = false;
                 verdictparts::addText(m_context, restart(), tr("What is kept on this computer cannot be read."));
             });
}

void HistorySection::fill(const std::optional<store::IdentityHistory> &history)
{
    if (m_filled && m_shown == history)
        return;
    m_filled = true;
    m_shown = history;
    QVBoxLayout *layout = restart();
    if (!history)
        return verdictparts::addText(m_context, layout,
                                     tr("Nothing is kept on this computer, so nothing is known of before."));
    if (!history->begun.isValid())
        return verdictparts::addText(m_context, layout, tr("Begins when this tenant has been read once."));
    const QString begun = ago(history->begun, m_context.clock());
    if (history->changes.isEmpty())
        return verdictparts::addText(m_context, layout,
                                     tr("No change of its credentials since the first reading here, %1.").arg(begun));
    const qsizetype count = std::min(shownAtMost, history->changes.size());
    for (qsizetype i = 0; i < count; ++i)
        addChange(layout, history->changes.at(i));
    if (const qsizetype more = history->changes.size() - count; more > 0)
        verdictparts::addText(m_context, layout, tr("%n earlier change(s).", nullptr, static_cast<int>(more)));
    verdictparts::addText(m_context, layout, tr("First read here %1.").arg(begun), Ink::Text3);
}

void HistorySection::addChange(QVBoxLayout *layout, const store::CredentialChange &change)
{
    const QString name = change.after ? change.after->name : change.before ? change.before->name : QString();
    const QString tip = change.since.isValid() ? tr("After %1 and by %2").arg(iso(change.since), iso(change.at))
                                               : tr("By %1").arg(iso(change.at));
    verdictparts::addLine(m_context, layout, glyphOf(change.event), name,
                          tr("%1, %2").arg(words(change), ago(change.at, m_context.clock())), tip, Qt::ElideRight);
}

QVBoxLayout *HistorySection::restart()
{
    qDeleteAll(findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly));
    delete layout();
    auto *fresh = new QVBoxLayout(this);
    fresh->setContentsMargins(0, 0, 0, 0);
    fresh->setSpacing(m_context.appearance.theme().px(metrics::space2));
    return fresh;
}

} // namespace symbolon::ui
