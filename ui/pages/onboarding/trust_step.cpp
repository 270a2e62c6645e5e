// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/onboarding/trust_step.h"

#include "base/shown.h"
#include "ui/editor/file_filling.h"
#include "ui/editor/preset_form.h"
#include "ui/pages/onboarding/trust_side.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"

#include <QVBoxLayout>

#include <utility>

namespace symbolon::ui {

TrustStep::TrustStep(Context &context, OnboardingDraft &draft, QWidget *parent)
    : OnboardingStep(context, draft, parent)
    , m_filling(new FileFilling(context, this))
    , m_fromFile(m_filling->newButton(this))
    , m_column(new QVBoxLayout(this))
    , m_side(new TrustSide(context))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(metrics::space3);
    m_column->addWidget(m_fromFile, 0, Qt::AlignLeft);
    m_column->addWidget(m_filling->note());
    m_fromFile->setVisible(m_filling->canAsk());
    connect(m_filling, &FileFilling::filled, this, &TrustStep::onFilled);
    connect(m_filling, &FileFilling::said, this, &TrustStep::said);
}

TrustStep::~TrustStep() = default;

QWidget *TrustStep::side()
{
    return m_side;
}

EditorTarget TrustStep::target() const
{
    const workspace::Onboarding &wanted = draft().wanted;
    if (wanted.choice == workspace::IdentityChoice::Existing) {
        if (const workspace::IdentityRow *row = context().workspace.identity(wanted.existing))
            return {*row, std::nullopt};
    }
    return {workspace::identityToBe(wanted, context().workspace.tenant().id), std::nullopt};
}

void TrustStep::enter()
{
    EditorTarget target = this->target();
    auto validate = [this, identity = target.identity.key()](const trust::FederatedCredential &credential) {
        return context().workspace.validate(identity, credential, QString());
    };
    std::optional<CredentialDraft> shownLast;
    if (m_form && m_form->target().identity.key() == target.identity.key())
        shownLast = m_form->draft();
    delete m_presetForm; // before the form that it shows
    m_form = std::make_unique<CredentialForm>(context().workspace.catalogue(), std::move(target),
                                              context().workspace.exchangeAudience(), std::move(validate));
    if (!draft().credential.presetId.isEmpty())
        m_form->setDraft(draft().credential);
    chooseForm();
    // Whoever comes back to what a file filled in still reads so, and can take it back.
    if (shownLast == m_form->draft())
        m_filling->follow(*m_form);
    else
        m_filling->open(*m_form);
    m_filling->setTaking(true);
    m_presetForm = new PresetForm(context(), *m_form, this);
    connect(m_presetForm, &PresetForm::changed, this, &TrustStep::onChanged);
    connect(m_presetForm, &PresetForm::presetChosen, this, [this](const QString &preset) {
        m_form->choosePreset(preset);
        m_presetForm->rebuild();
        onChanged();
    });
    m_column->addWidget(m_presetForm);
    onChanged();
}

void TrustStep::leave()
{
    m_filling->setTaking(false);
}

// The first scenario of the workload's platform, unless one of them was chosen already.
void TrustStep::chooseForm()
{
    if (m_form->preset().platform == draft().platform)
        return;
    for (const presets::Preset &preset : context().workspace.catalogue().presets()) {
        if (preset.platform == draft().platform && preset.offered) {
            m_form->choosePreset(preset.id);
            return;
        }
    }
}

void TrustStep::setValue(const QString &key, const QString &value)
{
    m_form->setValue(key, value);
    onChanged();
}

// The file knows better where the workload runs than a choice that was made before there was a form.
void TrustStep::onFilled()
{
    draft().platform = m_form->preset().platform;
    m_presetForm->rebuild();
    onChanged();
}

void TrustStep::onChanged()
{
    draft().credential = m_form->draft();
    draft().wanted.credential = m_form->credential();
    m_presetForm->refresh();
    m_side->show(*m_form);
    Q_EMIT changed();
}

QString TrustStep::question() const
{
    const QString name = shown(target().identity.identity.displayName);
    return name.isEmpty() ? tr("Which tokens may act as it?") : tr("Which tokens may act as %1?").arg(name);
}

QString TrustStep::summary() const
{
    const QString text = draft().wanted.credential.matchText();
    return text.isEmpty() || draft().reached < 2 ? tr("Choose which tokens are trusted") : text;
}

QString TrustStep::problem() const
{
    if (!m_form)
        return tr("Fill in the form.");
    return m_form->errorCount() == 0 ? QString()
                                     : tr("%n problem(s) to fix in the form", nullptr, m_form->errorCount());
}

} // namespace symbolon::ui
