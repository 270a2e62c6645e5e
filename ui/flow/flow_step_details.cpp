// SPDX-License-Identifier: Apache-2.0
#include "ui/flow/flow_step_details.h"

#include "ui/flow/flow_steps_model.h"
#include "ui/theme/appearance.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/plainlabel.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace symbolon::ui {
namespace {

Ink inkOf(exchange::StepState state)
{
    switch (state) {
    case exchange::StepState::Passed:
        return Ink::Pass;
    case exchange::StepState::Failed:
        return Ink::Critical;
    case exchange::StepState::Expected:
        return Ink::Accent;
    case exchange::StepState::NotReached:
        return Ink::Text3;
    }
    Q_UNREACHABLE();
}

QString checkSign(exchange::CheckState state)
{
    switch (state) {
    case exchange::CheckState::Passed:
        return FlowStepDetails::tr("Fits");
    case exchange::CheckState::Failed:
        return FlowStepDetails::tr("Differs");
    case exchange::CheckState::NotDone:
        return FlowStepDetails::tr("Not done");
    }
    Q_UNREACHABLE();
}

Ink checkInk(exchange::CheckState state)
{
    switch (state) {
    case exchange::CheckState::Passed:
        return Ink::Pass;
    case exchange::CheckState::Failed:
        return Ink::Critical;
    case exchange::CheckState::NotDone:
        return Ink::Text3;
    }
    Q_UNREACHABLE();
}

} // namespace

FlowStepDetails::FlowStepDetails(const Appearance &appearance, QWidget *parent)
    : QWidget(parent)
    , m_appearance(appearance)
{
    m_title = new PlainLabel(appearance, TextStyle::Section, Ink::Text, this);
    m_title->setWordWrap(true);
    m_state = new PlainLabel(appearance, TextStyle::SecondaryMedium, Ink::Text2, this);
    m_explanation = new PlainLabel(appearance, TextStyle::Secondary, Ink::Text2, this);
    m_explanation->setWordWrap(true);
    m_checks = new QVBoxLayout;
    m_checks->setSpacing(metrics::space2);

    auto *head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(m_state, 0, Qt::AlignTop);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::panelPadding, metrics::space3, metrics::panelPadding, metrics::space3);
    column->setSpacing(metrics::space3);
    column->addLayout(head);
    column->addWidget(m_explanation);
    column->addLayout(m_checks);
}

void FlowStepDetails::setStep(const exchange::Step &step)
{
    m_title->setValue(tr("%1. %2").arg(step.number).arg(step.title));
    m_state->setValue(stepStateName(step.state));
    m_state->setInk(inkOf(step.state));
    m_explanation->setValue(step.explanation);
    m_explanation->setVisible(!step.explanation.isEmpty());
    clearChecks();
    for (const exchange::Check &check : step.checks)
        addCheck(check);
}

void FlowStepDetails::clear()
{
    setStep(exchange::Step());
    m_title->setValue(QString());
    m_state->setValue(QString());
}

void FlowStepDetails::addCheck(const exchange::Check &check)
{
    auto *row = new QWidget(this);
    auto *grid = new QGridLayout(row);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(metrics::space2);
    grid->setVerticalSpacing(2);
    grid->setColumnStretch(1, 1);
    auto *name = new PlainLabel(m_appearance, TextStyle::BodyMedium, Ink::Text, row);
    name->setValue(check.name);
    name->setMinimumWidth(m_appearance.theme().px(76));
    auto *detail = new PlainLabel(m_appearance, TextStyle::Secondary, Ink::Text2, row);
    detail->setValue(check.detail);
    detail->setWordWrap(true);
    auto *sign = new PlainLabel(m_appearance, TextStyle::SecondaryMedium, checkInk(check.state), row);
    sign->setValue(checkSign(check.state));
    grid->addWidget(name, 0, 0, Qt::AlignTop);
    grid->addWidget(detail, 0, 1);
    grid->addWidget(sign, 0, 2, Qt::AlignTop);
    const auto addValue = [this, grid, row](int line, const QString &label, const QString &value) {
        if (value.isEmpty())
            return;
        auto *who = new PlainLabel(m_appearance, TextStyle::Caption, Ink::Text3, row);
        who->setValue(label);
        auto *text = new PlainLabel(m_appearance, TextStyle::MonoSmall, Ink::Text, row);
        text->setElide(Qt::ElideMiddle);
        text->setValue(value);
        grid->addWidget(who, line, 0);
        grid->addWidget(text, line, 1, 1, 2);
    };
    addValue(1, tr("In the token"), check.presented);
    addValue(2, tr("Trusted"), check.trusted);
    m_checks->addWidget(row);
}

void FlowStepDetails::clearChecks()
{
    while (QLayoutItem *item = m_checks->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

} // namespace symbolon::ui
