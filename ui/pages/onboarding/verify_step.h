// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/pages/onboarding/onboarding_step.h"
#include "workspace/plan.h"
#include "workspace/verification.h"

#include <QHash>

#include <functional>
#include <memory>
#include <stop_token>

namespace symbolon::ui {

class Banner;
class Button;
class GlyphLabel;
class SignInPanel;

// The only step that writes: everything at a glance, then how each part is getting on, then whether the workload can sign
// in.
//
//   Looking ──write()──► Writing ──all written──► Written: watches the log; a token can be tried
//      ▲  └─stage()─► staged elsewhere   └─ something was not: Looking, with the service's words; write() goes on
//      └──────────────────────────────────┘
class VerifyStep final : public OnboardingStep
{
    Q_OBJECT

public:
    // False: nothing can be staged now.
    using Stage = std::function<bool(const QList<trust::Operation> &operations)>;

    VerifyStep(Context &context, OnboardingDraft &draft, Stage stage, QWidget *parent);
    ~VerifyStep() override;

    [[nodiscard]] QString title() const override { return tr("Verify"); }
    [[nodiscard]] QString summary() const override;
    [[nodiscard]] QString question() const override;
    [[nodiscard]] QWidget *side() override { return m_side; }
    void enter() override;
    void leave() override;

    [[nodiscard]] bool isWriting() const { return m_isWriting; }
    void write();
    void stage();
    // Takes back what write() has written.
    void undo();
    void tryToken(const QByteArray &token);
    [[nodiscard]] const workspace::Verification *verification() const { return m_verification.get(); }

Q_SIGNALS:
    // It is in the staged changes now.
    void staged(int operations);

private:
    [[nodiscard]] QWidget *buildOperations();
    void makePlan();
    void showAll();
    void showOperations();
    void addOperation(const trust::Operation &operation);
    void showNotices();
    void showButtons();
    void ended(const Result<workspace::ApplyReport> &report);
    void undone(const Result<workspace::ApplyReport> &report);
    void showFailure(const Error &error, const QString &title);
    void watch();
    void showVerification();
    void showSide();

    Stage m_stage;
    workspace::Plan m_plan;
    QHash<QUuid, workspace::OperationResult> m_results;
    std::stop_source m_stop;
    bool m_isWriting = false;
    std::unique_ptr<workspace::Verification> m_verification;

    QVBoxLayout *m_operations = nullptr;
    QVBoxLayout *m_notices = nullptr;
    Banner *m_failure = nullptr;
    QWidget *m_buttons = nullptr;
    Button *m_write = nullptr;
    Button *m_later = nullptr;
    SignInPanel *m_signIn = nullptr;
    Button *m_undo = nullptr;
    QWidget *m_side;
    QVBoxLayout *m_sideWords;
};

} // namespace symbolon::ui
