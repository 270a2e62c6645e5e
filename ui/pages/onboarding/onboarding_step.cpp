// SPDX-License-Identifier: Apache-2.0
#include "ui/pages/onboarding/onboarding_step.h"

#include "ui/widgets/plainlabel.h"

#include <QVBoxLayout>

namespace symbolon::ui {

OnboardingStep::OnboardingStep(Context &context, OnboardingDraft &draft, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_draft(draft)
{
}

PlainLabel *OnboardingStep::addLabel(QVBoxLayout *layout, const QString &text, QWidget *parent)
{
    auto *label = new PlainLabel(m_context.appearance, TextStyle::BodyMedium, Ink::Text, parent);
    label->setValue(text);
    layout->addWidget(label);
    return label;
}

PlainLabel *OnboardingStep::addWords(QVBoxLayout *layout, const QString &text, QWidget *parent)
{
    auto *words = new PlainLabel(m_context.appearance, TextStyle::Body, Ink::Text2, parent);
    words->setWordWrap(true);
    words->setValue(text);
    layout->addWidget(words);
    return words;
}

} // namespace symbolon::ui
