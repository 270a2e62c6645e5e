// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/pages/onboarding/onboarding_step.h"

#include <QStringList>

class QButtonGroup;
class QGridLayout;
class QLineEdit;

namespace symbolon::ui {

// What signs in, and whose token it has.
class WorkloadStep final : public OnboardingStep
{
    Q_OBJECT

public:
    WorkloadStep(Context &context, OnboardingDraft &draft, QWidget *parent);

    [[nodiscard]] QString title() const override { return tr("Workload"); }
    [[nodiscard]] QString summary() const override;
    [[nodiscard]] QString question() const override { return tr("What is going to sign in, and where does it run?"); }
    [[nodiscard]] QString problem() const override;
    [[nodiscard]] QString hint() const override { return tr("Next you choose what it signs in as"); }
    [[nodiscard]] QWidget *side() override { return m_side; }
    void enter() override;

    void choosePlatform(const QString &platform);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void arrange(int columns);
    [[nodiscard]] QWidget *buildPlatforms();
    void showSide();
    void updateTabStop();

    QLineEdit *m_name;
    QButtonGroup *m_group;
    QGridLayout *m_grid = nullptr;
    int m_columns = 0;
    QStringList m_platforms;
    QWidget *m_side;
    PlainLabel *m_sideTitle;
    QVBoxLayout *m_needs;
};

} // namespace symbolon::ui
