// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/shell/context.h"

#include <QObject>
#include <QSet>
#include <QTimer>

namespace symbolon::ui {

class Drafts;
class OnboardingDrafts;
class StagedChanges;

// What was typed and what is staged, kept on this computer so that a crash does not lose it: staged changes as a
// change-set file for each tenant, drafts and workloads that are being onboarded as a JSON file each, both beside the settings and readable by their owner alone.
// Written a moment after each change, in a worker; brought back when the tenant is on show again. Neither holds a token.
class Unwritten final : public QObject
{
    Q_OBJECT

public:
    // All outlive it.
    Unwritten(Context &context, StagedChanges &staged, Drafts &drafts, OnboardingDrafts &onboarding,
              QObject *parent = nullptr);

    // Where the staged changes of the tenant on show are kept.
    [[nodiscard]] QString stagedFile() const;
    [[nodiscard]] QString draftsFile() const;
    [[nodiscard]] QString onboardingFile() const;
    // Writes what is due at once; for the end of the program.
    void keepNow();

Q_SIGNALS:
    // Something is there again.
    void said(const QString &sentence);

private:
    void bringBack();
    void bringBackDrafts();
    void bringBackOnboarding();
    void recall();
    [[nodiscard]] QString wordsOfRecall(bool isUndo) const;

    Context &m_context;
    StagedChanges &m_staged;
    Drafts &m_drafts;
    OnboardingDrafts &m_onboarding;
    QSet<QString> m_broughtBack; // files that were looked at: what lies there now is this window's
    QTimer m_soon;
};

} // namespace symbolon::ui
