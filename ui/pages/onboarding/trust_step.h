// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/pages/onboarding/onboarding_step.h"

#include <memory>

class QVBoxLayout;

namespace symbolon::ui {

class Button;
class FileFilling;
class PresetForm;
class TrustSide;

// Which tokens may act as the identity: the form of the platform, as in the editor, and beside it what Entra will compare.
// Tokens and files of the platform fill it in, as in the editor.
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
    void leave() override;

    [[nodiscard]] CredentialForm *form() const { return m_form.get(); }
    [[nodiscard]] FileFilling *filling() const { return m_filling; }
    // As typing does.
    void setValue(const QString &key, const QString &value);

private:
    [[nodiscard]] EditorTarget target() const;
    void chooseForm();
    void onChanged();
    void onFilled();

    std::unique_ptr<CredentialForm> m_form;
    FileFilling *m_filling;
    Button *m_fromFile;
    QVBoxLayout *m_column;
    PresetForm *m_presetForm = nullptr;
    TrustSide *m_side;
};

} // namespace symbolon::ui
