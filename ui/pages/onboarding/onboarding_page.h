// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/pages/onboarding/onboarding_draft.h"
#include "ui/shell/context.h"

#include <QTimer>
#include <QWidget>

class QScrollArea;

namespace symbolon::ui {

class Button;
class HandoffStep;
class IdentityStep;
class OnboardingStep;
class PermissionsStep;
class PlainLabel;
class StagedChanges;
class StepList;
class TrustStep;
class VerifyStep;
class WorkloadStep;

// The guided path from a workload's name to its first sign-in: six steps, each with one question, gone forth one by one
// and back at will. What was chosen is kept as a draft from the first word on; nothing is written before the last step.
class OnboardingPage final : public QWidget
{
    Q_OBJECT

public:
    // `drafts` and `staged` outlive the page.
    OnboardingPage(Context &context, OnboardingDrafts &drafts, StagedChanges &staged, QWidget *parent = nullptr);

    // Takes up what was left, or begins anew.
    void open();
    // Throws away what was left, and begins anew; `identity`: for one that is there.
    void startNew(const std::optional<trust::IdentityKey> &identity = std::nullopt);
    void goTo(int step);
    void next();
    void back();
    [[nodiscard]] int current() const { return m_draft.step; }
    [[nodiscard]] const OnboardingDraft &draft() const { return m_draft; }
    [[nodiscard]] bool isWriting() const;
    // Keeps what was chosen.
    void keep();
    // The same, for the page goes out of sight: nothing is watched meanwhile.
    void putAside();

    [[nodiscard]] WorkloadStep *workload() const { return m_workload; }
    [[nodiscard]] IdentityStep *identity() const { return m_identity; }
    [[nodiscard]] TrustStep *trust() const { return m_trust; }
    [[nodiscard]] PermissionsStep *permissions() const { return m_permissions; }
    [[nodiscard]] VerifyStep *verify() const { return m_verify; }

Q_SIGNALS:
    void closed();
    void said(const QString &sentence);
    // The changes hold it now.
    void staged(int operations);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    [[nodiscard]] QWidget *buildHeader();
    [[nodiscard]] QWidget *buildBody();
    [[nodiscard]] QWidget *buildFooter();
    void addStep(OnboardingStep *step);
    [[nodiscard]] OnboardingStep *step() const { return m_steps.at(m_draft.step); }
    [[nodiscard]] QString tenant() const;
    void showStep();
    void showWords();
    void finish();

    Context &m_context;
    OnboardingDrafts &m_drafts;
    StagedChanges &m_staged;
    OnboardingDraft m_draft;
    QString m_tenant; // whose it is
    QTimer m_keepSoon;
    QList<OnboardingStep *> m_steps;
    WorkloadStep *m_workload = nullptr;
    IdentityStep *m_identity = nullptr;
    TrustStep *m_trust = nullptr;
    PermissionsStep *m_permissions = nullptr;
    HandoffStep *m_handoff = nullptr;
    VerifyStep *m_verify = nullptr;

    PlainLabel *m_name = nullptr;
    Button *m_discard = nullptr;
    StepList *m_list = nullptr;
    QWidget *m_listPlane = nullptr;
    PlainLabel *m_number = nullptr;
    PlainLabel *m_question = nullptr;
    QScrollArea *m_area = nullptr;
    QWidget *m_stack = nullptr; // the steps, one of which is on show
    QWidget *m_sidePlane = nullptr;
    QWidget *m_sides = nullptr; // what stands beside each
    QList<QWidget *> m_sidesOf;
    Button *m_back = nullptr;
    Button *m_next = nullptr;
    PlainLabel *m_hint = nullptr;
};

} // namespace symbolon::ui
