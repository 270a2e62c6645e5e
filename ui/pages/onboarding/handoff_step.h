// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/pages/onboarding/onboarding_step.h"

namespace symbolon::ui {

class Banner;
class Button;
class FilesView;

// Everything that the owner of the workload has to be given. Before the identity exists its client ID is a gap that says
// so.
class HandoffStep final : public OnboardingStep
{
    Q_OBJECT

public:
    HandoffStep(Context &context, OnboardingDraft &draft, QWidget *parent);

    [[nodiscard]] QString title() const override { return tr("Hand-off"); }
    [[nodiscard]] QString summary() const override { return tr("Files and values for its owner"); }
    [[nodiscard]] QString question() const override { return tr("What does its owner need?"); }
    [[nodiscard]] QString hint() const override { return tr("Next you write it, and watch the first sign-in"); }
    void enter() override;

    [[nodiscard]] FilesView *files() const { return m_files; }

private:
    [[nodiscard]] trust::Identity identity() const;

    PlainLabel *m_words;
    Button *m_save;
    FilesView *m_files;
};

} // namespace symbolon::ui
