// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/pages/onboarding/onboarding_step.h"

#include <memory>

class QVBoxLayout;

namespace symbolon::ui {

class PresetForm;
class TrustSide;

// Which tokens may act as the identity: the form of the platform, as in the editor, and beside it what Entra will compare.
class TrustStep final : public OnboardingStep
{
    Q_OBJECT

public:
    TrustStep(Context &context, OnboardingDraft &draft, QWidget *parent);
    ~TrustStep() override;

    [[nodiscard]] QString title() const override { return tr("Trust"); }
    [[nodiscard]] QString summary() const override;
    [[nodiscard]] QString question() const override;
    [[nodiscard]] QString problem() const override;
    [[nodiscard]] QString hint() const override { return tr("Next you choose its roles, starting from none"); }
    [[nodiscard]] QWidget *side() override;
    void enter() override;

    [[nodiscard]] CredentialForm *form() const { return m_form.get(); }
    // As typing does.
    void setValue(const QString &key, const QString &value);

private:
    [[nodiscard]] EditorTarget target() const;
    void chooseForm();
    void onChanged();

    std::unique_ptr<CredentialForm> m_form;
    QVBoxLayout *m_column;
    PresetForm *m_presetForm = nullptr;
    TrustSide *m_side;
};

} // namespace symbolon::ui
