// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/pages/onboarding/onboarding_draft.h"
#include "ui/shell/context.h"

#include <QWidget>

class QVBoxLayout;

namespace symbolon::ui {

class PlainLabel;

// One step of onboarding: it asks one question and writes the answer into the draft. `draft` and `context` outlive it.
class OnboardingStep : public QWidget
{
    Q_OBJECT

public:
    OnboardingStep(Context &context, OnboardingDraft &draft, QWidget *parent);

    // In the list of steps: "Workload", and what was chosen there, or what will be asked.
    [[nodiscard]] virtual QString title() const = 0;
    [[nodiscard]] virtual QString summary() const = 0;
    // Over the step.
    [[nodiscard]] virtual QString question() const = 0;
    // What is missing before the next one; empty: nothing.
    [[nodiscard]] virtual QString problem() const { return {}; }
    // Beside the button that leads on.
    [[nodiscard]] virtual QString hint() const { return {}; }
    // What stands beside the step; nullptr: nothing.
    [[nodiscard]] virtual QWidget *side() { return nullptr; }
    // The step comes on show; shows the draft as it is now.
    virtual void enter() = 0;
    // The step goes out of sight, or the draft away.
    virtual void leave() {}

Q_SIGNALS:
    // The draft, problem() or summary() changed.
    void changed();
    // A sentence for the status bar.
    void said(const QString &sentence);

protected:
    [[nodiscard]] OnboardingDraft &draft() { return m_draft; }
    [[nodiscard]] const OnboardingDraft &draft() const { return m_draft; }
    [[nodiscard]] Context &context() const { return m_context; }

    PlainLabel *addLabel(QVBoxLayout *layout, const QString &text, QWidget *parent);
    PlainLabel *addWords(QVBoxLayout *layout, const QString &text, QWidget *parent);

private:
    Context &m_context;
    OnboardingDraft &m_draft;
};

} // namespace symbolon::ui
