// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/activity/activity_details.h"

#include "ui/models/activity_model.h"
#include "ui/models/identity_text.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/copyablefield.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/severitybadge.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QVBoxLayout>

#include <utility>

namespace symbolon::ui {

namespace {

using workspace::SourcePhase;
using workspace::SourceState;

constexpr int labelWidth = 74;
constexpr int signWidth = 20;

Level levelOf(SourcePhase phase)
{
    switch (phase) {
    case SourcePhase::Done:
        return Level::Pass;
    case SourcePhase::Failed:
        return Level::High;
    case SourcePhase::Cancelled:
        return Level::Medium;
    case SourcePhase::Running:
    case SourcePhase::Waiting:
        break;
    }
    return Level::Info;
}

QString wordsOf(const SourceState &state, const QDateTime &now)
{
    const QString count = QLocale().toString(state.read);
    switch (state.phase) {
    case SourcePhase::Done:
        if (state.wholeAt.isValid()) {
            return ActivityDetails::tr("%1, changes read %2, all %3")
                .arg(count, ago(state.finishedAt, now), ago(state.wholeAt, now));
        }
        return ActivityDetails::tr("%1 read %2").arg(count, ago(state.finishedAt, now));
    case SourcePhase::Failed:
        return state.read > 0 ? ActivityDetails::tr("failed after %1").arg(count) : ActivityDetails::tr("failed");
    case SourcePhase::Cancelled:
        return ActivityDetails::tr("cancelled after %1").arg(count);
    case SourcePhase::Running:
        return ActivityDetails::tr("reading, %1 so far").arg(count);
    case SourcePhase::Waiting:
        break;
    }
    return ActivityDetails::tr("waiting");
}

QString countsLine(const QMap<int, qint64> &counts)
{
    QStringList parts;
    for (auto count = counts.cbegin(); count != counts.cend(); ++count) {
        const QString status = count.key() == 0 ? ActivityDetails::tr("no answer") : QString::number(count.key());
        parts << ActivityDetails::tr("%1 × %2").arg(QLocale().toString(count.value()), status);
    }
    return parts.join(QStringLiteral(",  "));
}

// How long throttling made requests wait; empty: not at all.
QString waitingLine(const net::ActivityLog::Waiting &waiting)
{
    const auto seconds = [](std::chrono::milliseconds time) {
        return QLocale().toString(static_cast<double>(time.count()) / 1000, 'f', 1);
    };
    QStringList parts;
    if (waiting.refusals > 0) {
        parts << ActivityDetails::tr("Asked to wait %1 times, refused requests waited %2 s in all.")
                     .arg(QLocale().toString(waiting.refusals), seconds(waiting.waited));
    }
    if (waiting.paced.count() > 0)
        parts << ActivityDetails::tr("Held back %1 s so as not to be asked.").arg(seconds(waiting.paced));
    return parts.join(QLatin1Char(' '));
}

} // namespace

ActivityDetails::ActivityDetails(Context &context, QWidget *parent)
    : ScrollColumn(context.appearance, tr("Progress and requests"), parent)
    , m_context(context)
{
    setObjectName(QStringLiteral("activityDetails"));
    QVBoxLayout *layout = restart();
    addRequest(layout);
    addParts(layout);
    addServices(layout);
    layout->addStretch(1);
    showProgress();
    setRequest(nullptr);
}

PlainLabel *ActivityDetails::newHeading(const QString &text)
{
    auto *heading = new PlainLabel(m_context.appearance, TextStyle::Section, Ink::Text, widget());
    heading->setValue(text);
    return heading;
}

void ActivityDetails::addParts(QBoxLayout *layout)
{
    const Appearance &appearance = m_context.appearance;
    const Theme &theme = appearance.theme();
    auto *head = new QHBoxLayout;
    head->addWidget(newHeading(tr("Parts of the tenant")), 1);
    m_retry = new Button(appearance, tr("Retry what failed"), ButtonRole::Secondary, Glyph::Retry, widget());
    m_retry->setObjectName(QStringLiteral("retryFailed"));
    setSmall(m_retry);
    head->addWidget(m_retry);
    layout->addLayout(head);
    connect(m_retry, &QPushButton::clicked, this, [this] { m_context.workspace.retryFailed(); });
    for (int i = 0; i < workspace::sourceCount; ++i) {
        Part part;
        auto *line = new QHBoxLayout;
        line->setSpacing(theme.px(metrics::space2));
        part.sign = new SeverityBadge(appearance, Level::Info, widget());
        part.sign->setWordVisible(false);
        part.sign->setFixedWidth(theme.px(signWidth));
        part.name = new PlainLabel(appearance, TextStyle::BodyMedium, Ink::Text, widget());
        part.name->setElide(Qt::ElideRight);
        part.progress = new PlainLabel(appearance, TextStyle::Secondary, Ink::Text2, widget());
        line->addWidget(part.sign);
        line->addWidget(part.name, 1);
        line->addWidget(part.progress);
        layout->addLayout(line);
        auto *below = new QVBoxLayout;
        below->setContentsMargins(theme.px(signWidth + metrics::space2), 0, 0, 0);
        below->setSpacing(0);
        part.reason = new PlainLabel(appearance, TextStyle::Secondary, Ink::Text2, widget());
        part.reason->setWordWrap(true);
        part.requestId = new CopyableField(appearance, m_context.clipboard, tr("Request ID"), widget());
        part.requestId->setLabelWidth(labelWidth);
        below->addWidget(part.reason);
        below->addWidget(part.requestId);
        layout->addLayout(below);
        m_parts.append(part);
    }
    layout->addSpacing(theme.px(metrics::space3));
}

void ActivityDetails::addServices(QBoxLayout *layout)
{
    layout->addWidget(newHeading(tr("Answers by service")));
    for (int i = 0; i <= static_cast<int>(net::Service::Other); ++i) {
        auto *line = new PlainLabel(m_context.appearance, TextStyle::Body, Ink::Text2, widget());
        line->setWordWrap(true);
        layout->addWidget(line);
        m_services.append(line);
        auto *waiting = new PlainLabel(m_context.appearance, TextStyle::Secondary, Ink::Medium, widget());
        waiting->setObjectName(QStringLiteral("waiting-") + net::serviceName(static_cast<net::Service>(i)));
        waiting->setWordWrap(true);
        layout->addWidget(waiting);
        m_waiting.append(waiting);
    }
    layout->addSpacing(m_context.appearance.theme().px(metrics::space3));
}

void ActivityDetails::addRequest(QBoxLayout *layout)
{
    const Appearance &appearance = m_context.appearance;
    m_request = new QWidget(widget());
    auto *column = new QVBoxLayout(m_request);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(appearance.theme().px(metrics::space1));
    column->addWidget(newHeading(tr("Chosen request")));
    m_what = new PlainLabel(appearance, TextStyle::Body, Ink::Text, m_request);
    m_what->setWordWrap(true);
    m_answer = new PlainLabel(appearance, TextStyle::Secondary, Ink::Text2, m_request);
    m_answer->setWordWrap(true);
    m_path = new CopyableField(appearance, m_context.clipboard, tr("Request"), m_request);
    m_requestId = new CopyableField(appearance, m_context.clipboard, tr("Request ID"), m_request);
    for (CopyableField *field : {m_path, m_requestId})
        field->setLabelWidth(labelWidth);
    for (QWidget *each : std::initializer_list<QWidget *>{m_what, m_answer, m_path, m_requestId})
        column->addWidget(each);
    layout->addWidget(m_request);
    layout->addSpacing(appearance.theme().px(metrics::space3));
}

void ActivityDetails::showProgress()
{
    const workspace::SyncState &sync = m_context.workspace.syncState();
    for (qsizetype i = 0; i < m_parts.size(); ++i) {
        SourceState state;
        state.source = static_cast<workspace::Source>(i);
        if (i < sync.sources.size())
            state = sync.sources.at(i);
        showPart(m_parts.at(i), state);
    }
    m_retry->setBlocked(sync.phase == workspace::SyncPhase::Partial ? QString() : tr("Nothing failed."));
    const net::ActivityLog::Counts &counts = m_context.workspace.activityLog().counts();
    for (qsizetype i = 0; i < m_services.size(); ++i) {
        const auto service = static_cast<net::Service>(i);
        m_services.at(i)->setVisible(counts.contains(service));
        m_services.at(i)->setValue(tr("%1: %2").arg(serviceLabel(service), countsLine(counts.value(service))));
        const QString waiting = waitingLine(m_context.workspace.activityLog().waiting().value(service));
        m_waiting.at(i)->setVisible(!waiting.isEmpty());
        m_waiting.at(i)->setValue(waiting);
    }
}

void ActivityDetails::showPart(const Part &part, const SourceState &state) const
{
    const QString words = wordsOf(state, m_context.clock());
    part.sign->setLevel(levelOf(state.phase), words);
    part.name->setValue(workspace::sourceName(state.source));
    part.progress->setValue(words);
    part.reason->setVisible(state.error.has_value());
    part.requestId->setVisible(state.error && !state.error->requestId.isEmpty());
    if (!state.error)
        return;
    const ErrorText text = explain(*state.error);
    part.reason->setValue(tr("%1 %2").arg(text.explanation, text.nextStep).trimmed());
    part.requestId->setValue(state.error->requestId);
}

void ActivityDetails::setRequest(const net::Activity *activity)
{
    m_request->setVisible(activity != nullptr);
    if (activity == nullptr)
        return;
    const bool remark = !activity->note.isEmpty();
    m_what->setVisible(remark);
    m_what->setValue(activity->note);
    m_path->setVisible(!remark);
    m_requestId->setVisible(!remark && !activity->requestId.isEmpty());
    m_answer->setVisible(!remark);
    if (remark)
        return;
    const QString path = QString::fromLatin1(activity->method) + QLatin1Char(' ') + activity->path;
    m_path->setValue(path);
    m_requestId->setValue(activity->requestId);
    const QString answer = activity->status > 0 ? tr("HTTP %1").arg(activity->status) : tr("No answer");
    m_answer->setValue(tr("%1, %2, attempt %3, %4 ms, %5 bytes, %6")
                           .arg(serviceLabel(activity->service), answer)
                           .arg(activity->attempt)
                           .arg(activity->duration.count())
                           .arg(activity->bytes)
                           .arg(activity->startedAt.toUTC().toString(Qt::ISODate)));
}

} // namespace symbolon::ui
