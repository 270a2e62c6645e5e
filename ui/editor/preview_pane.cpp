// SPDX-License-Identifier: Apache-2.0
#include "ui/editor/preview_pane.h"

#include "ui/editor/effect_lines.h"
#include "ui/editor/sample_list.h"
#include "ui/editor/token_trial.h"
#include "ui/models/severity_level.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/copyablefield.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/separator.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include <algorithm>

namespace symbolon::ui {
namespace {

constexpr int labelWidth = 72;

PlainLabel *heading(const Context &context, const QString &text, QWidget *parent)
{
    auto *label = new PlainLabel(context.appearance, TextStyle::BodySemibold, Ink::Text, parent);
    label->setValue(text);
    return label;
}

} // namespace

void clearLayout(QVBoxLayout *layout)
{
    while (QLayoutItem *item = layout->takeAt(0)) {
        if (QWidget *widget = item->widget()) {
            widget->hide();
            widget->deleteLater();
        }
        delete item;
    }
}

PreviewPane::PreviewPane(const Context &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
{
    const auto field = [&context, this](const QString &label) {
        auto *made = new CopyableField(context.appearance, context.clipboard, label, this);
        made->setLabelWidth(labelWidth);
        made->setValueStyle(TextStyle::MonoSmall);
        return made;
    };
    m_issuer = field(tr("Issuer"));
    m_subject = field(tr("Subject"));
    m_audience = field(tr("Audience"));
    m_hint = new PlainLabel(context.appearance, TextStyle::Secondary, Ink::Text2, this);
    m_hint->setElide(Qt::ElideRight);
    m_hint->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_hint->setValue(tr("updates as you type"));
    auto *head = new QHBoxLayout;
    m_heading = heading(context, tr("What Entra will compare"), this);
    head->addWidget(m_heading);
    head->addWidget(m_hint, 1);

    m_samples = new SampleList(context.appearance, this);
    m_trial = new TokenTrial(context.appearance, this);

    m_reach = new PlainLabel(context.appearance, TextStyle::Secondary, Ink::Text, this);
    m_reach->setWordWrap(true);
    m_slots = new PlainLabel(context.appearance, TextStyle::Secondary, Ink::Text2, this);
    m_slots->setWordWrap(true);
    m_risks = new QVBoxLayout;
    m_risks->setSpacing(metrics::space2);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(metrics::panelPadding, metrics::space3, metrics::panelPadding, metrics::panelPadding);
    column->setSpacing(metrics::space2);
    column->addLayout(head);
    column->addWidget(m_issuer);
    column->addWidget(m_subject);
    column->addWidget(m_audience);
    column->addWidget(new Separator(context.appearance, Qt::Horizontal, this));
    column->addWidget(heading(context, tr("Tokens it accepts and refuses"), this));
    column->addWidget(m_samples);
    column->addSpacing(metrics::space1);
    column->addWidget(heading(context, tr("Try your own"), this));
    column->addWidget(m_trial);
    column->addWidget(new Separator(context.appearance, Qt::Horizontal, this));
    column->addWidget(heading(context, tr("What the change does"), this));
    column->addWidget(m_reach);
    column->addWidget(m_slots);
    column->addLayout(m_risks);
    column->addStretch();
}

// Whole or not at all.
void PreviewPane::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const int space = layout()->contentsRect().width() - m_heading->sizeHint().width() - metrics::space2;
    m_hint->setVisible(m_hint->sizeHint().width() <= space);
}

void PreviewPane::show(const CredentialForm &form)
{
    const trust::FederatedCredential &credential = form.preview();
    m_issuer->setValue(credential.issuer);
    m_subject->setLabel(credential.isFlexible() ? tr("Expression") : tr("Subject"));
    m_subject->setValue(credential.matchText());
    m_audience->setValue(credential.audiences.value(0));
    showSamples(form);
    showRisk(form);
}

void PreviewPane::showSamples(const CredentialForm &form)
{
    // Its own name and description are nothing that a token could fit.
    const bool open = std::any_of(form.remarks().begin(), form.remarks().end(), [](const PlacedRemark &remark) {
        return remark.level == trust::RemarkLevel::Error && !remark.place.isEmpty() && remark.place != places::name
            && remark.place != places::description;
    });
    m_trial->setEnabled(!open);
    m_trial->setCredential(form.credential());
    if (open)
        m_samples->say(tr("Fill in the form to see which tokens fit."));
    else if (form.credential().isFlexible())
        m_samples->setExamples(trust::expressionExamples(form.credential()));
    else
        m_samples->setSamples(m_context.workspace.catalogue().samples(form.preset(), form.values()));
}

void PreviewPane::showRisk(const CredentialForm &form)
{
    clearLayout(m_risks);
    const workspace::IdentityRow &row = form.target().identity;
    const auto used = static_cast<int>(row.identity.credentials.size());
    const int after = used + (form.isNew() ? 1 : 0);
    if (form.isNew() && after >= trust::limits::credentialsPerIdentity) {
        m_slots->setValue(
            after > trust::limits::credentialsPerIdentity
                ? tr("No slot is left: %1 of %2 are used.").arg(used).arg(trust::limits::credentialsPerIdentity)
                : tr("Takes the last slot: %1 of %2 after this.")
                      .arg(after)
                      .arg(trust::limits::credentialsPerIdentity));
        m_slots->setInk(Ink::Medium);
    } else {
        m_slots->setValue(tr("%1 of %2 slots used after this.").arg(after).arg(trust::limits::credentialsPerIdentity));
        m_slots->setInk(Ink::Text2);
    }
    const bool rightsKnown = row.identity.directoryRolesPart.isKnown() && row.identity.appPermissionsPart.isKnown()
        && row.identity.azureRolesPart.isKnown();
    QString reach = row.highest
        ? tr("Who holds a matching token reaches %1 on %2.")
              .arg(row.highest->name, row.highest->scopeName.isEmpty() ? row.highest->scope : row.highest->scopeName)
        : rightsKnown ? tr("The identity holds no privilege today.")
                      : tr("What the identity may do could not be read in full.");
    m_reach->setValue(reach);
    m_reach->setInk(row.highest ? inkOf(levelOf(row.highestWeight)) : Ink::Text2);

    if (form.errorCount() > 0)
        return;
    if (const auto operation = form.operation()) {
        addEffectLines(m_risks, m_context, effectOf(m_context.workspace, row.identity, *operation),
                       TextStyle::Secondary);
    }
}

} // namespace symbolon::ui
