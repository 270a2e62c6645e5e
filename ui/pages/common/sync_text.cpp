// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/common/sync_text.h"

#include "ui/models/identity_text.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace symbolon::ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(SyncText)
};

using workspace::SourcePhase;
using workspace::SourceState;
using workspace::SyncPhase;
using workspace::SyncState;

QList<SourceState> failed(const SyncState &state)
{
    QList<SourceState> sources;
    for (const SourceState &source : state.sources) {
        if (source.phase == SourcePhase::Failed)
            sources.append(source);
    }
    return sources;
}

// Every part failed, and none was ever read before.
bool isNothingRead(const SyncState &state)
{
    return std::none_of(state.sources.cbegin(), state.sources.cend(),
                        [](const SourceState &source) { return source.finishedAt.isValid(); });
}

} // namespace

QString progressText(const SyncState &state)
{
    if (state.phase != SyncPhase::Running)
        return {};
    for (const SourceState &source : state.sources) {
        if (source.phase != SourcePhase::Running)
            continue;
        const QString name = workspace::sourceName(source.source).toLower();
        if (source.read > 0 && source.expected > source.read)
            return Words::tr("Reading %1, %L2 of about %L3").arg(name).arg(source.read).arg(source.expected);
        return source.read > 0 ? Words::tr("Reading %1, %L2 so far").arg(name).arg(source.read)
                               : Words::tr("Reading %1").arg(name);
    }
    return Words::tr("Reading the tenant");
}

QString freshnessText(const SyncState &state, const QDateTime &now)
{
    // What an earlier run has read says so until all of it has been read anew.
    const QString asOf = !state.cachedAt.isValid() ? QString()
        : state.cachedInPart                       ? Words::tr("In part, as of %1").arg(ago(state.cachedAt, now))
                                                   : Words::tr("As of %1").arg(ago(state.cachedAt, now));
    const QString age = state.finishedAt.isValid() ? ago(state.finishedAt, now) : QString();
    switch (state.phase) {
    case SyncPhase::NotStarted:
        return asOf.isEmpty() ? Words::tr("Not read yet") : asOf;
    case SyncPhase::Running:
        return asOf.isEmpty() ? progressText(state) : Words::tr("%1. %2").arg(asOf, progressText(state));
    case SyncPhase::Complete:
        return state.wholeAt().isValid() ? Words::tr("Changes synced %1, all %2").arg(age, ago(state.wholeAt(), now))
                                         : Words::tr("Synced %1").arg(age);
    case SyncPhase::Partial:
        return isNothingRead(state) ? Words::tr("Nothing could be read") : Words::tr("Read in part %1").arg(age);
    case SyncPhase::Cancelled:
        return asOf.isEmpty() ? Words::tr("Reading was cancelled") : Words::tr("%1. Reading was cancelled").arg(asOf);
    }
    return {};
}

Level freshnessLevel(const SyncState &state)
{
    switch (state.phase) {
    case SyncPhase::Complete:
        return Level::Pass;
    case SyncPhase::Partial:
        return Level::Medium;
    default:
        return Level::None;
    }
}

QString countsText(const workspace::Tally &tally)
{
    if (tally.identities() == 0)
        return {};
    const QString first = Words::tr("%n app(s)", nullptr, tally.applications());
    const QString second = Words::tr("%n managed identity(s)", nullptr, tally.managedIdentities());
    return Words::tr("%1, %2 read").arg(first, second);
}

std::optional<BannerText> failureText(const SyncState &state, const QDateTime &now)
{
    const QList<SourceState> sources = failed(state);
    if (sources.isEmpty() || state.phase == SyncPhase::Running)
        return std::nullopt;
    BannerText text;
    text.level = Level::Medium;
    QStringList names;
    QStringList details;
    QDateTime oldest;
    for (const SourceState &source : sources) {
        names.append(workspace::sourceName(source.source));
        if (source.error) {
            const ErrorText words = explain(*source.error);
            details.append(workspace::sourceName(source.source) + QStringLiteral(": ") + words.title);
            details.append(words.details);
            if (text.text.isEmpty())
                text.text = words.title + QStringLiteral(". ") + words.nextStep;
        }
        if (source.finishedAt.isValid() && (!oldest.isValid() || source.finishedAt < oldest))
            oldest = source.finishedAt;
    }
    if (sources.size() == state.sources.size()) {
        text.level = Level::Critical;
        text.title = Words::tr("Nothing of the tenant could be read.");
        text.details = details.join(QLatin1Char('\n'));
        return text;
    }
    text.title = sources.size() == 1 ? Words::tr("%1 could not be read.").arg(names.first())
                                     : Words::tr("%1 of %2 parts could not be read: %3.")
                                           .arg(sources.size())
                                           .arg(state.sources.size())
                                           .arg(names.join(QStringLiteral(", ")));
    if (oldest.isValid())
        text.text += QLatin1Char(' ') + Words::tr("What is shown of it was read %1.").arg(ago(oldest, now));
    text.details = details.join(QLatin1Char('\n'));
    return text;
}

QString failureLine(const SyncState &state)
{
    const QList<SourceState> sources = failed(state);
    if (sources.isEmpty() || state.phase == SyncPhase::Running)
        return {};
    return sources.size() == 1 ? Words::tr("%1: not read").arg(workspace::sourceName(sources.first().source))
                               : Words::tr("%n part(s) not read", nullptr, static_cast<int>(sources.size()));
}

} // namespace symbolon::ui
